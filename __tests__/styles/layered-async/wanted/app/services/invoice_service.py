from collections.abc import Sequence

from fastapi import HTTPException, status
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from app.models.invoice import Invoice
from app.repositories.invoice_repository import InvoiceRepository
from app.schemas.invoice import InvoiceCreate, InvoiceUpdate


class InvoiceService:
    def __init__(self, repository: InvoiceRepository) -> None:
        self.repository = repository

    async def list_invoices(self, skip: int, limit: int) -> Sequence[Invoice]:
        return await self.repository.list(skip, limit)

    async def get_invoice(self, invoice_id: int) -> Invoice:
        invoice = await self.repository.get(invoice_id)
        if invoice is None:
            raise HTTPException(status.HTTP_404_NOT_FOUND, "Invoice not found")
        return invoice

    async def create_invoice(self, data: InvoiceCreate) -> Invoice:
        try:
            return await self.repository.create(data.model_dump())
        except IntegrityError as exc:
            raise HTTPException(status.HTTP_409_CONFLICT, "Number already taken") from exc

    async def update_invoice(self, invoice_id: int, data: InvoiceUpdate) -> Invoice:
        invoice = await self.get_invoice(invoice_id)
        try:
            updated = await self.repository.update(invoice, data.model_dump(exclude_unset=True))
        except IntegrityError as exc:
            raise HTTPException(status.HTTP_409_CONFLICT, "Number already taken") from exc
        except StaleDataError as exc:
            raise HTTPException(status.HTTP_404_NOT_FOUND, "Invoice not found") from exc
        if updated is None:
            raise HTTPException(status.HTTP_404_NOT_FOUND, "Invoice not found")
        return updated

    async def delete_invoice(self, invoice_id: int) -> None:
        await self.repository.delete(await self.get_invoice(invoice_id))
