from typing import List

from fastapi import APIRouter, Depends, Path, Query, status
from sqlalchemy.orm import Session

from app.database import get_db
from app.invoices import service
from app.invoices.schemas import InvoiceCreate, InvoiceResponse, InvoiceUpdate

MAX_INT = 2**31 - 1

router = APIRouter(prefix="/invoices", tags=["Invoices"])


@router.post("/", response_model=InvoiceResponse, status_code=status.HTTP_201_CREATED)
def create_invoice(invoice_in: InvoiceCreate, db: Session = Depends(get_db)):
    return service.create_invoice(db, invoice_in)


@router.get("/", response_model=List[InvoiceResponse])
def get_invoices(
    skip: int = Query(0, ge=0, le=MAX_INT),
    limit: int = Query(100, ge=1, le=100),
    db: Session = Depends(get_db),
):
    return service.get_invoices(db, skip=skip, limit=limit)


@router.get("/{invoice_id}", response_model=InvoiceResponse)
def get_invoice(invoice_id: int = Path(le=MAX_INT), db: Session = Depends(get_db)):
    return service.get_invoice(db, invoice_id)


@router.put("/{invoice_id}", response_model=InvoiceResponse)
def update_invoice(
    invoice_in: InvoiceUpdate,
    invoice_id: int = Path(le=MAX_INT),
    db: Session = Depends(get_db),
):
    return service.update_invoice(db, invoice_id, invoice_in)


@router.delete("/{invoice_id}", status_code=status.HTTP_204_NO_CONTENT)
def delete_invoice(invoice_id: int = Path(le=MAX_INT), db: Session = Depends(get_db)):
    service.delete_invoice(db, invoice_id)
