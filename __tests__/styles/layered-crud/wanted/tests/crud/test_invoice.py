import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app import crud, schemas
from tests.utils.invoice import create_invoice


def test_get_invoice(db: Session) -> None:
    invoice = create_invoice(db)
    assert crud.get_invoice(db, invoice.id) is invoice


def test_create_invoice_existing_number(db: Session) -> None:
    invoice = create_invoice(db)
    with pytest.raises(IntegrityError):
        create_invoice(db)
    assert crud.get_invoices(db) == [invoice]


def test_update_invoice(db: Session) -> None:
    invoice = create_invoice(db)
    crud.update_invoice(db, invoice, schemas.InvoiceUpdate(number="A-2"))
    assert invoice.number == "A-2"


def test_delete_invoice(db: Session) -> None:
    invoice = create_invoice(db)
    crud.delete_invoice(db, invoice)
    assert crud.get_invoices(db) == []
