from fastapi import APIRouter, Depends, HTTPException, Path, Query, status
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from app import crud, schemas
from app.api import deps

MAX_INT = 2**31 - 1

router = APIRouter()


@router.get("/", response_model=list[schemas.Invoice])
def read_invoices(
    skip: int = Query(default=0, ge=0, le=MAX_INT),
    limit: int = Query(default=50, ge=1, le=100),
    db: Session = Depends(deps.get_db),
):
    """Retrieve invoices."""
    return crud.get_invoices(db, skip=skip, limit=limit)


@router.post("/", response_model=schemas.Invoice, status_code=status.HTTP_201_CREATED)
def create_invoice(invoice_in: schemas.InvoiceCreate, db: Session = Depends(deps.get_db)):
    """Create a new invoice."""
    try:
        return crud.create_invoice(db, invoice_in)
    except IntegrityError:
        raise HTTPException(status_code=409, detail="Number already taken")


@router.get("/{invoice_id}", response_model=schemas.Invoice)
def read_invoice(invoice_id: int = Path(le=MAX_INT), db: Session = Depends(deps.get_db)):
    """Get an invoice by ID."""
    db_invoice = crud.get_invoice(db, invoice_id)
    if db_invoice is None:
        raise HTTPException(status_code=404, detail="Invoice not found")
    return db_invoice


@router.patch("/{invoice_id}", response_model=schemas.Invoice)
def update_invoice(
    invoice_in: schemas.InvoiceUpdate,
    invoice_id: int = Path(le=MAX_INT),
    db: Session = Depends(deps.get_db),
):
    """Update an invoice."""
    db_invoice = crud.get_invoice(db, invoice_id)
    if db_invoice is None:
        raise HTTPException(status_code=404, detail="Invoice not found")
    try:
        updated = crud.update_invoice(db, db_invoice, invoice_in)
    except IntegrityError:
        raise HTTPException(status_code=409, detail="Number already taken")
    except StaleDataError:
        raise HTTPException(status_code=404, detail="Invoice not found")
    if updated is None:
        raise HTTPException(status_code=404, detail="Invoice not found")
    return updated


@router.delete("/{invoice_id}", status_code=status.HTTP_204_NO_CONTENT)
def delete_invoice(invoice_id: int = Path(le=MAX_INT), db: Session = Depends(deps.get_db)):
    """Delete an invoice."""
    db_invoice = crud.get_invoice(db, invoice_id)
    if db_invoice is None:
        raise HTTPException(status_code=404, detail="Invoice not found")
    crud.delete_invoice(db, db_invoice)
