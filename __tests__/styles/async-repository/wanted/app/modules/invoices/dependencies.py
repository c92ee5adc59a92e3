from typing import Annotated

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import get_async_session

from .repository import InvoiceRepository
from .service import InvoiceService


def get_invoice_repository(
    session: Annotated[AsyncSession, Depends(get_async_session)],
) -> InvoiceRepository:
    return InvoiceRepository(session)


def get_invoice_service(
    repository: Annotated[InvoiceRepository, Depends(get_invoice_repository)],
) -> InvoiceService:
    return InvoiceService(repository)


InvoiceServiceDep = Annotated[InvoiceService, Depends(get_invoice_service)]
