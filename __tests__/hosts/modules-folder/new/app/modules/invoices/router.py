from typing import Annotated

from fastapi import APIRouter, Depends

from app.modules.invoices.schemas import InvoiceCreate, InvoiceRead
from app.modules.invoices.service import InvoiceService

router = APIRouter(prefix="/invoices", tags=["invoices"])

Service = Annotated[InvoiceService, Depends()]


@router.get("")
async def list_invoices(service: Service) -> list[InvoiceRead]:
    return await service.all()


@router.post("", status_code=201)
async def create_invoice(service: Service, data: InvoiceCreate) -> InvoiceRead:
    return await service.create(data)
