from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.db import get_db
from app.invoices.models import Invoice
from app.invoices.schemas import InvoiceCreate, InvoiceRead

router = APIRouter(prefix="/invoices")


@router.get("", response_model=list[InvoiceRead])
def list_invoices(db: Session = Depends(get_db)):
    return db.scalars(select(Invoice)).all()


@router.post("", response_model=InvoiceRead, status_code=201)
def create_invoice(data: InvoiceCreate, db: Session = Depends(get_db)):
    invoice = Invoice(**data.model_dump())
    db.add(invoice)
    db.commit()
    return invoice


@router.get("/{invoice_id}", response_model=InvoiceRead)
def get_invoice(invoice_id: int, db: Session = Depends(get_db)):
    invoice = db.get(Invoice, invoice_id)
    if invoice is None:
        raise HTTPException(404, "Invoice not found")
    return invoice
