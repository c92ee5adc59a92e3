import pytest

INVOICE = {"number": "A-1", "total": "10.50", "due": "2026-01-31", "status": "sent"}


def create_invoice(client, auth_headers, number="A-1"):
    response = client.post("/invoices/", json={**INVOICE, "number": number}, headers=auth_headers)
    assert response.status_code == 201
    return response.json()


def test_create_invoice(client, auth_headers):
    invoice = create_invoice(client, auth_headers)
    assert invoice == {"id": invoice["id"], **INVOICE}


def test_create_invoice_defaults(client, auth_headers):
    response = client.post("/invoices/", json={"number": "A-1", "total": 10}, headers=auth_headers)
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
def test_create_invoice_invalid(client, auth_headers, fields):
    response = client.post("/invoices/", json={**INVOICE, **fields}, headers=auth_headers)
    assert response.status_code == 422


def test_create_invoice_taken(client, auth_headers):
    create_invoice(client, auth_headers)
    response = client.post("/invoices/", json=INVOICE, headers=auth_headers)
    assert response.status_code == 409
    assert response.json()["detail"] == "Number already exists"


def test_list_invoices(client, auth_headers):
    first = create_invoice(client, auth_headers)
    second = create_invoice(client, auth_headers, "A-2")
    assert client.get("/invoices/", headers=auth_headers).json() == [first, second]
    assert client.get("/invoices/?skip=1&limit=1", headers=auth_headers).json() == [second]


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_invoice_unauthorized(client, auth_headers, method):
    invoice = create_invoice(client, auth_headers)
    assert client.request(method, f"/invoices/{invoice['id']}").status_code == 401


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_invoices_unauthorized(client, method):
    assert client.request(method, "/invoices/").status_code == 401


def test_get_invoice_not_found(client, auth_headers):
    response = client.get("/invoices/999", headers=auth_headers)
    assert response.status_code == 404
    assert response.json()["detail"] == "Invoice not found"


def test_update_invoice(client, auth_headers):
    invoice = create_invoice(client, auth_headers)
    response = client.put(
        f"/invoices/{invoice['id']}", json={"status": "paid", "due": None}, headers=auth_headers
    )
    assert response.status_code == 200
    assert response.json() == {**invoice, "status": "paid", "due": None}


def test_update_invoice_null_number(client, auth_headers):
    invoice = create_invoice(client, auth_headers)
    response = client.put(f"/invoices/{invoice['id']}", json={"number": None}, headers=auth_headers)
    assert response.status_code == 422


def test_update_invoice_taken(client, auth_headers):
    create_invoice(client, auth_headers)
    other = create_invoice(client, auth_headers, "A-2")
    response = client.put(f"/invoices/{other['id']}", json={"number": "A-1"}, headers=auth_headers)
    assert response.status_code == 409


def test_delete_invoice(client, auth_headers):
    invoice = create_invoice(client, auth_headers)
    url = f"/invoices/{invoice['id']}"
    assert client.delete(url, headers=auth_headers).status_code == 204
    assert client.get(url, headers=auth_headers).status_code == 404
