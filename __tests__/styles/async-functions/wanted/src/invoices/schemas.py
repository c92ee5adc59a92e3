from datetime import date
from decimal import Decimal

from pydantic import Field, field_validator

from src.invoices.models import InvoiceStatus
from src.schemas import CustomModel


class InvoiceBase(CustomModel):
    number: str = Field(min_length=1, max_length=32)
    total: Decimal = Field(ge=0, max_digits=10, decimal_places=2)
    due: date | None = None
    status: InvoiceStatus = InvoiceStatus.draft


class InvoiceCreate(InvoiceBase):
    pass


class InvoiceUpdate(CustomModel):
    number: str | None = Field(default=None, min_length=1, max_length=32)
    total: Decimal | None = Field(default=None, ge=0, max_digits=10, decimal_places=2)
    due: date | None = None
    status: InvoiceStatus | None = None

    @field_validator("number", "total", "status")
    @classmethod
    def refuse_null(cls, value: object) -> object:
        if value is None:
            raise ValueError("may be left out but not null")
        return value


class InvoiceRead(InvoiceBase):
    id: int
