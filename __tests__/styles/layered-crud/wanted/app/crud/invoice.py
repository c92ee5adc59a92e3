from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.models.invoice import Invoice
from app.schemas.invoice import InvoiceCreate, InvoiceUpdate


def get_invoice(db: Session, invoice_id: int) -> Invoice | None:
    return db.get(Invoice, invoice_id)


def get_invoices(db: Session, skip: int = 0, limit: int = 100) -> Sequence[Invoice]:
    return db.scalars(select(Invoice).order_by(Invoice.id).offset(skip).limit(limit)).all()


def create_invoice(db: Session, invoice_in: InvoiceCreate) -> Invoice:
    db_invoice = Invoice(**invoice_in.model_dump())
    db.add(db_invoice)
    _commit(db)
    db.refresh(db_invoice)
    return db_invoice


def update_invoice(db: Session, db_invoice: Invoice, invoice_in: InvoiceUpdate) -> Invoice | None:
    invoice_id = db_invoice.id
    for field, value in invoice_in.model_dump(exclude_unset=True).items():
        setattr(db_invoice, field, value)
    _commit(db)
    return db.get(Invoice, invoice_id, populate_existing=True)


def delete_invoice(db: Session, db_invoice: Invoice) -> None:
    db.delete(db_invoice)
    db.commit()


def _commit(db: Session) -> None:
    try:
        db.commit()
    except SQLAlchemyError:
        db.rollback()
        raise
