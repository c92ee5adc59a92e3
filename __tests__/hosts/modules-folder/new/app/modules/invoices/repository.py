from collections.abc import Sequence
from typing import Annotated

from fastapi import Depends
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import get_session
from app.modules.invoices.models import Invoice


class InvoiceRepository:
    def __init__(self, session: Annotated[AsyncSession, Depends(get_session)]) -> None:
        self.session = session

    async def all(self) -> Sequence[Invoice]:
        return (await self.session.scalars(select(Invoice))).all()

    async def add(self, **values: str) -> Invoice:
        record = Invoice(**values)
        self.session.add(record)
        await self.session.commit()
        return record
