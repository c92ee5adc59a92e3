from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, status
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import get_session
from app.models.invoice import Invoice
from app.repositories.invoice_repository import InvoiceRepository
from app.schemas.invoice import InvoiceCreate, InvoiceRead, InvoiceUpdate
from app.services.invoice_service import InvoiceService

MAX_INT = 2**31 - 1

router = APIRouter()


def get_invoice_service(session: Annotated[AsyncSession, Depends(get_session)]) -> InvoiceService:
    return InvoiceService(InvoiceRepository(session))


@router.get("", response_model=list[InvoiceRead])
async def list_invoices(
    service: Annotated[InvoiceService, Depends(get_invoice_service)],
    skip: Annotated[int, Query(ge=0, le=MAX_INT)] = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
):
    return await service.list_invoices(skip, limit)


@router.post("", response_model=InvoiceRead, status_code=status.HTTP_201_CREATED)
async def create_invoice(
    data: InvoiceCreate, service: Annotated[InvoiceService, Depends(get_invoice_service)]
) -> Invoice:
    return await service.create_invoice(data)


@router.get("/{invoice_id}", response_model=InvoiceRead)
async def get_invoice(
    invoice_id: Annotated[int, Path(le=MAX_INT)],
    service: Annotated[InvoiceService, Depends(get_invoice_service)],
) -> Invoice:
    return await service.get_invoice(invoice_id)


@router.patch("/{invoice_id}", response_model=InvoiceRead)
async def update_invoice(
    invoice_id: Annotated[int, Path(le=MAX_INT)],
    data: InvoiceUpdate,
    service: Annotated[InvoiceService, Depends(get_invoice_service)],
) -> Invoice:
    return await service.update_invoice(invoice_id, data)


@router.delete("/{invoice_id}", status_code=status.HTTP_204_NO_CONTENT)
async def delete_invoice(
    invoice_id: Annotated[int, Path(le=MAX_INT)],
    service: Annotated[InvoiceService, Depends(get_invoice_service)],
) -> None:
    await service.delete_invoice(invoice_id)
