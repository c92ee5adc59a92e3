from typing import Any

import pytest
from fastapi.testclient import TestClient

URL = "/api/v1/invoices"
INVOICE = {"number": "A-1", "total": "10.50", "due": "2026-01-31", "status": "sent"}


def create_invoice(client: TestClient, number: str = "A-1") -> dict[str, Any]:
    response = client.post(URL, json={**INVOICE, "number": number})
    assert response.status_code == 201
    return response.json()


def test_create_invoice(client: TestClient) -> None:
    invoice = create_invoice(client)
    assert invoice == {"id": invoice["id"], **INVOICE}


def test_create_invoice_defaults(client: TestClient) -> None:
    response = client.post(URL, json={"number": "A-1", "total": 10})
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
    assert client.post(URL, json={**INVOICE, **fields}).status_code == 422


def test_create_invoice_number_taken(client: TestClient) -> None:
    create_invoice(client)
    response = client.post(URL, json=INVOICE)
    assert response.status_code == 409
    assert response.json()["detail"] == "Number already taken"


def test_list_invoices(client: TestClient) -> None:
    first = create_invoice(client)
    second = create_invoice(client, "A-2")
    assert client.get(URL).json() == [first, second]
    assert client.get(URL, params={"skip": 1}).json() == [second]
    assert client.get(URL, params={"limit": 101}).status_code == 422


def test_get_invoice_not_found(client: TestClient) -> None:
    assert client.get(f"{URL}/1").status_code == 404


def test_update_invoice(client: TestClient) -> None:
    invoice = create_invoice(client)
    response = client.patch(f"{URL}/{invoice['id']}", json={"status": "paid", "due": None})
    assert response.status_code == 200
    assert response.json() == {**invoice, "status": "paid", "due": None}


def test_update_invoice_number_taken(client: TestClient) -> None:
    create_invoice(client)
    other = create_invoice(client, "A-2")
    response = client.patch(f"{URL}/{other['id']}", json={"number": "A-1"})
    assert response.status_code == 409
    assert client.get(f"{URL}/{other['id']}").json() == other


def test_update_invoice_null_number(client: TestClient) -> None:
    invoice = create_invoice(client)
    assert client.patch(f"{URL}/{invoice['id']}", json={"number": None}).status_code == 422


def test_delete_invoice(client: TestClient) -> None:
    invoice = create_invoice(client)
    assert client.delete(f"{URL}/{invoice['id']}").status_code == 204
    assert client.get(f"{URL}/{invoice['id']}").status_code == 404
