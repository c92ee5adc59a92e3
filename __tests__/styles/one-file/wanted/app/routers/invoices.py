from typing import List

from fastapi import APIRouter, Depends, HTTPException, Path, Query
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from .. import crud, schemas
from ..database import get_db

MAX_INT = 2**31 - 1

router = APIRouter(prefix="/invoices", tags=["invoices"])


@router.post("/", response_model=schemas.Invoice, status_code=201)
def create_invoice(invoice: schemas.InvoiceCreate, db: Session = Depends(get_db)):
    try:
        return crud.create_invoice(db=db, invoice=invoice)
    except IntegrityError:
        raise HTTPException(status_code=409, detail="Number already registered")


@router.get("/", response_model=List[schemas.Invoice])
def read_invoices(
    skip: int = Query(0, ge=0, le=MAX_INT),
    limit: int = Query(100, ge=1, le=100),
    db: Session = Depends(get_db),
):
    return crud.get_invoices(db, skip=skip, limit=limit)


@router.get("/{invoice_id}", response_model=schemas.Invoice)
def read_invoice(invoice_id: int = Path(le=MAX_INT), db: Session = Depends(get_db)):
    db_invoice = crud.get_invoice(db, invoice_id=invoice_id)
    if db_invoice is None:
        raise HTTPException(status_code=404, detail="Invoice not found")
    return db_invoice


@router.put("/{invoice_id}", response_model=schemas.Invoice)
def update_invoice(
    invoice: schemas.InvoiceUpdate,
    invoice_id: int = Path(le=MAX_INT),
    db: Session = Depends(get_db),
):
    db_invoice = crud.get_invoice(db, invoice_id=invoice_id)
    if db_invoice is None:
        raise HTTPException(status_code=404, detail="Invoice not found")
    try:
        updated = crud.update_invoice(db=db, db_invoice=db_invoice, invoice=invoice)
    except IntegrityError:
        raise HTTPException(status_code=409, detail="Number already registered")
    except StaleDataError:
        raise HTTPException(status_code=404, detail="Invoice not found")
    if updated is None:
        raise HTTPException(status_code=404, detail="Invoice not found")
    return updated


@router.delete("/{invoice_id}", status_code=204)
def delete_invoice(invoice_id: int = Path(le=MAX_INT), db: Session = Depends(get_db)):
    db_invoice = crud.get_invoice(db, invoice_id=invoice_id)
    if db_invoice is None:
        raise HTTPException(status_code=404, detail="Invoice not found")
    crud.delete_invoice(db=db, db_invoice=db_invoice)
