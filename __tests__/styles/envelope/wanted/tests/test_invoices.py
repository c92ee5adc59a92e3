import pytest
from fastapi.testclient import TestClient
from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import StaticPool

from app.common.database import Base, get_db
from app.main import app

INVOICE = {"number": "A-1", "total": "10.50"}


@pytest.fixture
def client():
    engine = create_engine(
        "sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool
    )
    Base.metadata.create_all(bind=engine)
    session_factory = sessionmaker(bind=engine)

    def override():
        with session_factory() as db:
            yield db

    app.dependency_overrides[get_db] = override
    yield TestClient(app)
    app.dependency_overrides.clear()


def test_create_invoice(client):
    response = client.post("/api/invoices/", json=INVOICE)

    assert response.status_code == 201
    assert response.json()["message"] == "Invoice created"
    assert response.json()["data"]["status"] == "draft"


def test_create_invoice_with_taken_number(client):
    client.post("/api/invoices/", json=INVOICE)

    assert client.post("/api/invoices/", json=INVOICE).status_code == 409


def test_list_invoices(client):
    for number in ("A-1", "A-2", "A-3"):
        client.post("/api/invoices/", json={**INVOICE, "number": number})

    page = client.get("/api/invoices/?page=2&size=2").json()["data"]

    assert (page["total"], page["page"], page["size"]) == (3, 2, 2)
    assert [invoice["number"] for invoice in page["items"]] == ["A-3"]


def test_delete_invoice(client):
    invoice = client.post("/api/invoices/", json=INVOICE).json()["data"]

    response = client.delete(f"/api/invoices/{invoice['id']}")

    assert response.json()["message"] == "Invoice deleted"
    assert client.get(f"/api/invoices/{invoice['id']}").status_code == 404
