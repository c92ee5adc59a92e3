from typing import List

from fastapi import HTTPException, status
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from app.invoices.models import Invoice
from app.invoices.schemas import InvoiceCreate, InvoiceUpdate


def get_invoices(db: Session, skip: int = 0, limit: int = 100) -> List[Invoice]:
    return db.query(Invoice).order_by(Invoice.id).offset(skip).limit(limit).all()


def get_invoice(db: Session, invoice_id: int) -> Invoice:
    invoice = db.query(Invoice).filter(Invoice.id == invoice_id).first()
    if not invoice:
        raise HTTPException(
            status_code=status.HTTP_404_NOT_FOUND, detail="Invoice not found"
        )
    return invoice


def create_invoice(db: Session, invoice_in: InvoiceCreate) -> Invoice:
    invoice = Invoice(**invoice_in.model_dump())
    db.add(invoice)
    try:
        db.commit()
    except IntegrityError:
        db.rollback()
        raise HTTPException(
            status_code=status.HTTP_409_CONFLICT, detail="Number already taken"
        )
    db.refresh(invoice)
    return invoice


def update_invoice(db: Session, invoice_id: int, invoice_in: InvoiceUpdate) -> Invoice:
    invoice = get_invoice(db, invoice_id)
    for field, value in invoice_in.model_dump(exclude_unset=True).items():
        setattr(invoice, field, value)
    try:
        db.commit()
    except IntegrityError:
        db.rollback()
        raise HTTPException(
            status_code=status.HTTP_409_CONFLICT, detail="Number already taken"
        )
    except StaleDataError:
        db.rollback()
        raise HTTPException(
            status_code=status.HTTP_404_NOT_FOUND, detail="Invoice not found"
        )
    updated = db.get(Invoice, invoice_id, populate_existing=True)
    if not updated:
        raise HTTPException(
            status_code=status.HTTP_404_NOT_FOUND, detail="Invoice not found"
        )
    return updated


def delete_invoice(db: Session, invoice_id: int) -> None:
    invoice = get_invoice(db, invoice_id)
    db.delete(invoice)
    db.commit()
