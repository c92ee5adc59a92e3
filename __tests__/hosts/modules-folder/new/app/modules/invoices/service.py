from typing import Annotated

from fastapi import Depends

from app.modules.invoices.repository import InvoiceRepository
from app.modules.invoices.schemas import InvoiceCreate, InvoiceRead


class InvoiceService:
    def __init__(self, repository: Annotated[InvoiceRepository, Depends()]) -> None:
        self.repository = repository

    async def all(self) -> list[InvoiceRead]:
        return [InvoiceRead.model_validate(each) for each in await self.repository.all()]

    async def create(self, data: InvoiceCreate) -> InvoiceRead:
        return InvoiceRead.model_validate(await self.repository.add(**data.model_dump()))
