from fastapi import APIRouter, Depends, Path, status
from sqlalchemy.orm import Session

from app.common.database import get_db
from app.common.pagination import Page, PageParams
from app.common.responses import Response
from app.invoices import services
from app.invoices.schemas import InvoiceCreate, InvoiceResponse, InvoiceUpdate

MAX_INT = 2**31 - 1

router = APIRouter()


@router.get("/", response_model=Response[Page[InvoiceResponse]])
def get_invoices(params: PageParams = Depends(), db: Session = Depends(get_db)):
    invoices, total = services.get_invoices(db, params)
    return Response(
        data=Page(items=invoices, total=total, page=params.page, size=params.size)
    )


@router.get("/{invoice_id}", response_model=Response[InvoiceResponse])
def get_invoice(invoice_id: int = Path(le=MAX_INT), db: Session = Depends(get_db)):
    return Response(data=services.get_invoice(db, invoice_id))


@router.post(
    "/", response_model=Response[InvoiceResponse], status_code=status.HTTP_201_CREATED
)
def create_invoice(data: InvoiceCreate, db: Session = Depends(get_db)):
    return Response(message="Invoice created", data=services.create_invoice(db, data))


@router.put("/{invoice_id}", response_model=Response[InvoiceResponse])
def update_invoice(
    data: InvoiceUpdate,
    invoice_id: int = Path(le=MAX_INT),
    db: Session = Depends(get_db),
):
    return Response(
        message="Invoice updated", data=services.update_invoice(db, invoice_id, data)
    )


@router.delete("/{invoice_id}", response_model=Response[None])
def delete_invoice(invoice_id: int = Path(le=MAX_INT), db: Session = Depends(get_db)):
    services.delete_invoice(db, invoice_id)
    return Response(message="Invoice deleted")
