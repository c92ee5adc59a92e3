from fastapi import HTTPException, status
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from app.common.pagination import PageParams
from app.invoices.models import Invoice
from app.invoices.schemas import InvoiceCreate, InvoiceUpdate


def get_invoices(db: Session, params: PageParams) -> tuple[list[Invoice], int]:
    total = db.scalar(select(func.count()).select_from(Invoice)) or 0
    invoices = db.scalars(
        select(Invoice).order_by(Invoice.id).offset(params.offset).limit(params.size)
    ).all()
    return list(invoices), total


def get_invoice(db: Session, invoice_id: int) -> Invoice:
    invoice = db.get(Invoice, invoice_id)
    if not invoice:
        raise HTTPException(
            status_code=status.HTTP_404_NOT_FOUND, detail="Invoice not found"
        )
    return invoice


def create_invoice(db: Session, data: InvoiceCreate) -> Invoice:
    invoice = Invoice(**data.model_dump())
    db.add(invoice)
    try:
        db.commit()
    except IntegrityError:
        db.rollback()
        raise HTTPException(
            status_code=status.HTTP_409_CONFLICT, detail="Number already exists"
        )
    db.refresh(invoice)
    return invoice


def update_invoice(db: Session, invoice_id: int, data: InvoiceUpdate) -> Invoice:
    invoice = get_invoice(db, invoice_id)
    for key, value in data.model_dump(exclude_unset=True).items():
        setattr(invoice, key, value)
    try:
        db.commit()
    except IntegrityError:
        db.rollback()
        raise HTTPException(
            status_code=status.HTTP_409_CONFLICT, detail="Number already exists"
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
