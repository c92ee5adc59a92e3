from typing import Any

import pytest
from httpx2 import AsyncClient

INVOICE = {"number": "A-1", "total": "10.50", "due": "2026-01-31", "status": "sent"}


async def create_invoice(client: AsyncClient, number: str = "A-1") -> dict[str, Any]:
    response = await client.post("/invoices", json={**INVOICE, "number": number})
    assert response.status_code == 201
    return response.json()


async def test_create_invoice(client: AsyncClient) -> None:
    invoice = await create_invoice(client)

    assert invoice == {"id": invoice["id"], **INVOICE}


async def test_create_invoice_with_defaults(client: AsyncClient) -> None:
    response = await client.post("/invoices", json={"number": "A-1", "total": 10})

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
async def test_create_invoice_invalid(
    client: AsyncClient, fields: dict[str, str]
) -> None:
    response = await client.post("/invoices", json={**INVOICE, **fields})

    assert response.status_code == 422


async def test_create_invoice_number_taken(client: AsyncClient) -> None:
    invoice = await create_invoice(client)

    response = await client.post("/invoices", json=INVOICE)

    assert response.status_code == 409
    assert response.json()["detail"] == "Number is already taken"
    assert (await client.get("/invoices")).json() == [invoice]


async def test_list_invoices(client: AsyncClient) -> None:
    invoices = [await create_invoice(client, number) for number in "CAB"]

    response = await client.get("/invoices", params={"limit": 2, "offset": 1})

    assert response.json() == invoices[1:]


async def test_get_invoice(client: AsyncClient) -> None:
    invoice = await create_invoice(client)

    response = await client.get(f"/invoices/{invoice['id']}")

    assert response.json() == invoice


async def test_get_invoice_not_found(client: AsyncClient) -> None:
    response = await client.get("/invoices/1")

    assert response.status_code == 404
    assert response.json()["detail"] == "Invoice not found"


async def test_update_invoice(client: AsyncClient) -> None:
    invoice = await create_invoice(client)

    response = await client.patch(
        f"/invoices/{invoice['id']}", json={"status": "paid", "due": None}
    )

    assert response.status_code == 200
    assert response.json() == {**invoice, "status": "paid", "due": None}


async def test_update_invoice_null_number(client: AsyncClient) -> None:
    invoice = await create_invoice(client)

    response = await client.patch(f"/invoices/{invoice['id']}", json={"number": None})

    assert response.status_code == 422


async def test_update_invoice_number_taken(client: AsyncClient) -> None:
    await create_invoice(client)
    other = await create_invoice(client, "A-2")

    response = await client.patch(f"/invoices/{other['id']}", json={"number": "A-1"})

    assert response.status_code == 409
    assert (await client.get(f"/invoices/{other['id']}")).json() == other


async def test_delete_invoice(client: AsyncClient) -> None:
    invoice = await create_invoice(client)

    response = await client.delete(f"/invoices/{invoice['id']}")

    assert response.status_code == 204
    assert (await client.get(f"/invoices/{invoice['id']}")).status_code == 404
