from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from app.models.invoice import Invoice


class InvoiceRepository:
    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def get(self, invoice_id: int) -> Invoice | None:
        return await self.session.get(Invoice, invoice_id)

    async def list(self, skip: int, limit: int) -> Sequence[Invoice]:
        result = await self.session.scalars(
            select(Invoice).order_by(Invoice.id).offset(skip).limit(limit)
        )
        return result.all()

    async def create(self, values: dict[str, Any]) -> Invoice:
        invoice = Invoice(**values)
        self.session.add(invoice)
        await self._commit()
        await self.session.refresh(invoice)
        return invoice

    async def update(self, invoice: Invoice, values: dict[str, Any]) -> Invoice | None:
        invoice_id = invoice.id
        for field, value in values.items():
            setattr(invoice, field, value)
        await self._commit()
        return await self.session.get(Invoice, invoice_id, populate_existing=True)

    async def delete(self, invoice: Invoice) -> None:
        await self.session.delete(invoice)
        await self.session.commit()

    async def _commit(self) -> None:
        try:
            await self.session.commit()
        except SQLAlchemyError:
            await self.session.rollback()
            raise
