import pytest

from .test_users import client as client

INVOICE = {"number": "A-1", "total": "10.50", "due": "2026-01-31", "status": "sent"}


def create_invoice(client, **fields):
    response = client.post("/invoices/", json={**INVOICE, **fields})
    assert response.status_code == 201
    return response.json()


def test_create_invoice(client):
    invoice = create_invoice(client)
    assert invoice == {"id": invoice["id"], **INVOICE}
    assert client.get(f"/invoices/{invoice['id']}").json() == invoice


def test_create_invoice_defaults(client):
    response = client.post("/invoices/", json={"number": "A-1", "total": 10})
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
def test_create_invoice_invalid(client, fields):
    assert client.post("/invoices/", json={**INVOICE, **fields}).status_code == 422


def test_create_invoice_number_taken(client):
    create_invoice(client)
    assert client.post("/invoices/", json=INVOICE).status_code == 409


def test_read_invoices(client):
    first = create_invoice(client)
    second = create_invoice(client, number="A-2")
    assert client.get("/invoices/").json() == [first, second]
    assert client.get("/invoices/?skip=1&limit=1").json() == [second]
    assert client.get("/invoices/?limit=101").status_code == 422


def test_invoice_not_found(client):
    assert client.get("/invoices/1").status_code == 404
    assert client.put("/invoices/1", json={}).status_code == 404
    assert client.delete("/invoices/1").status_code == 404


def test_update_invoice(client):
    invoice = create_invoice(client)
    response = client.put(f"/invoices/{invoice['id']}", json={"status": "paid", "due": None})
    assert response.status_code == 200
    assert response.json() == {**invoice, "status": "paid", "due": None}


def test_update_invoice_number_taken(client):
    create_invoice(client)
    other = create_invoice(client, number="A-2")
    response = client.put(f"/invoices/{other['id']}", json={"number": "A-1"})
    assert response.status_code == 409
    assert client.get(f"/invoices/{other['id']}").json() == other


def test_update_invoice_null_number(client):
    invoice = create_invoice(client)
    assert client.put(f"/invoices/{invoice['id']}", json={"number": None}).status_code == 422


def test_delete_invoice(client):
    invoice = create_invoice(client)
    assert client.delete(f"/invoices/{invoice['id']}").status_code == 204
    assert client.get(f"/invoices/{invoice['id']}").status_code == 404
