from fastapi import APIRouter, status

from src.database import SessionDep
from src.invoices import service
from src.invoices.dependencies import ValidInvoice
from src.invoices.models import Invoice
from src.invoices.schemas import InvoiceCreate, InvoiceRead, InvoiceUpdate
from src.schemas import PaginationDep

router = APIRouter()


@router.get("", response_model=list[InvoiceRead])
async def list_invoices(
    session: SessionDep, pagination: PaginationDep
) -> list[Invoice]:
    return await service.get_all(
        session, limit=pagination.limit, offset=pagination.offset
    )


@router.post("", response_model=InvoiceRead, status_code=status.HTTP_201_CREATED)
async def create_invoice(session: SessionDep, data: InvoiceCreate) -> Invoice:
    return await service.create(session, data)


@router.get("/{invoice_id}", response_model=InvoiceRead)
async def get_invoice(invoice: ValidInvoice) -> Invoice:
    return invoice


@router.patch("/{invoice_id}", response_model=InvoiceRead)
async def update_invoice(
    session: SessionDep, invoice: ValidInvoice, data: InvoiceUpdate
) -> Invoice:
    return await service.update(session, invoice, data)


@router.delete("/{invoice_id}", status_code=status.HTTP_204_NO_CONTENT)
async def delete_invoice(session: SessionDep, invoice: ValidInvoice) -> None:
    await service.delete(session, invoice)
