from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from .models import Invoice


class InvoiceRepository:
    """Database access for invoices."""

    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def get_by_id(self, invoice_id: int) -> Invoice | None:
        return await self.session.get(Invoice, invoice_id)

    async def get_list(self, skip: int, limit: int) -> Sequence[Invoice]:
        result = await self.session.execute(
            select(Invoice).order_by(Invoice.id).offset(skip).limit(limit)
        )
        return result.scalars().all()

    async def create(self, data: dict[str, Any]) -> Invoice:
        invoice = Invoice(**data)
        self.session.add(invoice)
        await self._commit()
        await self.session.refresh(invoice)
        return invoice

    async def update(self, invoice: Invoice, data: dict[str, Any]) -> Invoice | None:
        invoice_id = invoice.id
        for key, value in data.items():
            setattr(invoice, key, value)
        await self._commit()
        return await self.session.get(Invoice, invoice_id, populate_existing=True)

    async def delete(self, invoice: Invoice) -> None:
        await self.session.delete(invoice)
        await self._commit()

    async def _commit(self) -> None:
        try:
            await self.session.commit()
        except SQLAlchemyError:
            await self.session.rollback()
            raise
