import pytest

INVOICE = {"number": "A-1", "total": "10.50", "due": "2026-01-31", "status": "sent"}


def create_invoice(client, **fields):
    response = client.post("/invoices/", json={**INVOICE, **fields})
    assert response.status_code == 201
    return response.json()


def test_create_invoice(client):
    invoice = create_invoice(client)
    assert invoice["number"] == "A-1"
    assert invoice["total"] == "10.50"
    assert invoice["due"] == "2026-01-31"
    assert invoice["status"] == "sent"


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
    response = client.post("/invoices/", json={**INVOICE, **fields})
    assert response.status_code == 422


def test_create_invoice_duplicate_number(client):
    invoice = create_invoice(client)
    response = client.post("/invoices/", json=INVOICE)
    assert response.status_code == 409
    assert response.json()["detail"] == "Number already taken"
    assert client.get("/invoices/").json() == [invoice]


def test_get_invoices(client):
    first = create_invoice(client)
    second = create_invoice(client, number="A-2")
    assert client.get("/invoices/").json() == [first, second]
    assert client.get("/invoices/?skip=1&limit=1").json() == [second]


def test_get_invoices_limit_too_high(client):
    assert client.get("/invoices/?limit=101").status_code == 422


def test_get_invoice(client):
    invoice = create_invoice(client)
    assert client.get(f"/invoices/{invoice['id']}").json() == invoice


def test_get_invoice_not_found(client):
    response = client.get("/invoices/999")
    assert response.status_code == 404
    assert response.json()["detail"] == "Invoice not found"


def test_update_invoice(client):
    invoice = create_invoice(client)
    response = client.put(
        f"/invoices/{invoice['id']}", json={"status": "paid", "due": None}
    )
    assert response.status_code == 200
    assert response.json() == {**invoice, "status": "paid", "due": None}


def test_update_invoice_null_number(client):
    invoice = create_invoice(client)
    response = client.put(f"/invoices/{invoice['id']}", json={"number": None})
    assert response.status_code == 422


def test_update_invoice_duplicate_number(client):
    create_invoice(client)
    other = create_invoice(client, number="A-2")
    response = client.put(f"/invoices/{other['id']}", json={"number": "A-1"})
    assert response.status_code == 409
    assert client.get(f"/invoices/{other['id']}").json() == other


def test_update_invoice_not_found(client):
    assert client.put("/invoices/999", json={}).status_code == 404


def test_delete_invoice(client):
    invoice = create_invoice(client)
    assert client.delete(f"/invoices/{invoice['id']}").status_code == 204
    assert client.get(f"/invoices/{invoice['id']}").status_code == 404


def test_delete_invoice_not_found(client):
    assert client.delete("/invoices/999").status_code == 404
