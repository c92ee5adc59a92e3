import pytest
from fastapi.testclient import TestClient
from sqlalchemy.orm import Session

from tests.utils.invoice import create_invoice


def test_create_invoice(client: TestClient) -> None:
    data = {"number": "A-1", "total": "10.50", "due": "2026-01-31", "status": "sent"}
    response = client.post("/api/v1/invoices/", json=data)
    assert response.status_code == 201
    content = response.json()
    assert content["number"] == data["number"]
    assert content["total"] == data["total"]
    assert content["due"] == data["due"]
    assert content["status"] == data["status"]
    assert "id" in content


def test_create_invoice_defaults(client: TestClient) -> None:
    response = client.post("/api/v1/invoices/", json={"number": "A-1", "total": 10})
    assert response.status_code == 201
    assert response.json()["due"] is None
    assert response.json()["status"] == "draft"


@pytest.mark.parametrize(
    "fields",
    [
        {"number": ""},
        {"number": "x" * 33},
        {"total": "-0.01"},
        {"total": "0.001"},
        {"due": "soon"},
        {"status": "lost"},
    ],
)
def test_create_invoice_invalid(client: TestClient, fields: dict[str, str]) -> None:
    data = {"number": "A-1", "total": "10.50"} | fields
    assert client.post("/api/v1/invoices/", json=data).status_code == 422


def test_create_invoice_existing_number(client: TestClient, db: Session) -> None:
    invoice = create_invoice(db)
    data = {"number": invoice.number, "total": "10.50"}
    response = client.post("/api/v1/invoices/", json=data)
    assert response.status_code == 409
    assert response.json()["detail"] == "Number already taken"


def test_read_invoice(client: TestClient, db: Session) -> None:
    invoice = create_invoice(db)
    response = client.get(f"/api/v1/invoices/{invoice.id}")
    assert response.status_code == 200
    assert response.json()["number"] == invoice.number


def test_read_invoice_not_found(client: TestClient) -> None:
    response = client.get("/api/v1/invoices/999")
    assert response.status_code == 404
    assert response.json()["detail"] == "Invoice not found"


def test_read_invoices(client: TestClient, db: Session) -> None:
    create_invoice(db)
    create_invoice(db, "A-2")
    response = client.get("/api/v1/invoices/")
    assert [invoice["number"] for invoice in response.json()] == ["A-1", "A-2"]
    response = client.get("/api/v1/invoices/", params={"skip": 1, "limit": 1})
    assert [invoice["number"] for invoice in response.json()] == ["A-2"]


def test_read_invoices_limit_too_high(client: TestClient) -> None:
    assert client.get("/api/v1/invoices/", params={"limit": 101}).status_code == 422


def test_update_invoice(client: TestClient, db: Session) -> None:
    invoice = create_invoice(db)
    response = client.patch(f"/api/v1/invoices/{invoice.id}", json={"status": "paid", "due": None})
    assert response.status_code == 200
    content = response.json()
    assert content["status"] == "paid"
    assert content["due"] is None
    assert content["total"] == "10.50"


def test_update_invoice_null_number(client: TestClient, db: Session) -> None:
    invoice = create_invoice(db)
    response = client.patch(f"/api/v1/invoices/{invoice.id}", json={"number": None})
    assert response.status_code == 422


def test_update_invoice_existing_number(client: TestClient, db: Session) -> None:
    create_invoice(db)
    other = create_invoice(db, "A-2")
    response = client.patch(f"/api/v1/invoices/{other.id}", json={"number": "A-1"})
    assert response.status_code == 409
    assert client.get(f"/api/v1/invoices/{other.id}").json()["number"] == "A-2"


def test_update_invoice_not_found(client: TestClient) -> None:
    assert client.patch("/api/v1/invoices/999", json={}).status_code == 404


def test_delete_invoice(client: TestClient, db: Session) -> None:
    invoice = create_invoice(db)
    response = client.delete(f"/api/v1/invoices/{invoice.id}")
    assert response.status_code == 204
    assert client.get(f"/api/v1/invoices/{invoice.id}").status_code == 404


def test_delete_invoice_not_found(client: TestClient) -> None:
    assert client.delete("/api/v1/invoices/999").status_code == 404
