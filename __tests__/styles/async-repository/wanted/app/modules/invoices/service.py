from collections.abc import Sequence

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from .exceptions import InvoiceAlreadyExistsError, InvoiceNotFoundError
from .models import Invoice
from .repository import InvoiceRepository
from .schemas import InvoiceCreateRequest, InvoiceUpdateRequest


class InvoiceService:
    """Business logic for invoices."""

    def __init__(self, repository: InvoiceRepository) -> None:
        self.repository = repository

    async def get_invoices(self, skip: int, limit: int) -> Sequence[Invoice]:
        return await self.repository.get_list(skip, limit)

    async def get_invoice(self, invoice_id: int) -> Invoice:
        invoice = await self.repository.get_by_id(invoice_id)
        if invoice is None:
            raise InvoiceNotFoundError(invoice_id)
        return invoice

    async def create_invoice(self, payload: InvoiceCreateRequest) -> Invoice:
        try:
            return await self.repository.create(payload.model_dump())
        except IntegrityError as exc:
            raise InvoiceAlreadyExistsError(payload.number) from exc

    async def update_invoice(self, invoice_id: int, payload: InvoiceUpdateRequest) -> Invoice:
        invoice = await self.get_invoice(invoice_id)
        data = payload.model_dump(exclude_unset=True)
        try:
            updated = await self.repository.update(invoice, data)
        except IntegrityError as exc:
            raise InvoiceAlreadyExistsError(data['number']) from exc
        except StaleDataError as exc:
            raise InvoiceNotFoundError(invoice_id) from exc
        if updated is None:
            raise InvoiceNotFoundError(invoice_id)
        return updated

    async def delete_invoice(self, invoice_id: int) -> None:
        invoice = await self.get_invoice(invoice_id)
        await self.repository.delete(invoice)
