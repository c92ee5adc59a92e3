from typing import Annotated

from fastapi import APIRouter, Path, Query, status

from .dependencies import InvoiceServiceDep
from .schemas import InvoiceCreateRequest, InvoiceResponse, InvoiceUpdateRequest

MAX_INT = 2**31 - 1

InvoiceId = Annotated[int, Path(le=MAX_INT)]

router = APIRouter(prefix='/invoices', tags=['invoices'])


@router.get('')
async def get_invoices(
    service: InvoiceServiceDep,
    skip: Annotated[int, Query(ge=0, le=MAX_INT)] = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> list[InvoiceResponse]:
    invoices = await service.get_invoices(skip, limit)
    return [InvoiceResponse.model_validate(invoice) for invoice in invoices]


@router.get('/{invoice_id}')
async def get_invoice(invoice_id: InvoiceId, service: InvoiceServiceDep) -> InvoiceResponse:
    invoice = await service.get_invoice(invoice_id)
    return InvoiceResponse.model_validate(invoice)


@router.post('', status_code=status.HTTP_201_CREATED)
async def create_invoice(
    payload: InvoiceCreateRequest, service: InvoiceServiceDep
) -> InvoiceResponse:
    invoice = await service.create_invoice(payload)
    return InvoiceResponse.model_validate(invoice)


@router.patch('/{invoice_id}')
async def update_invoice(
    invoice_id: InvoiceId, payload: InvoiceUpdateRequest, service: InvoiceServiceDep
) -> InvoiceResponse:
    invoice = await service.update_invoice(invoice_id, payload)
    return InvoiceResponse.model_validate(invoice)


@router.delete('/{invoice_id}', status_code=status.HTTP_204_NO_CONTENT)
async def delete_invoice(invoice_id: InvoiceId, service: InvoiceServiceDep) -> None:
    await service.delete_invoice(invoice_id)
