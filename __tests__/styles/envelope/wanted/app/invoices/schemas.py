from datetime import date, datetime
from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from app.invoices.models import InvoiceStatus


class InvoiceCreate(BaseModel):
    number: str = Field(..., min_length=1, max_length=32)
    total: Decimal = Field(..., ge=0, max_digits=10, decimal_places=2)
    due: date | None = None
    status: InvoiceStatus = InvoiceStatus.draft


class InvoiceUpdate(BaseModel):
    number: str | None = Field(None, min_length=1, max_length=32)
    total: Decimal | None = Field(None, ge=0, max_digits=10, decimal_places=2)
    due: date | None = None
    status: InvoiceStatus | None = None

    @field_validator("number", "total", "status")
    @classmethod
    def not_null(cls, value):
        if value is None:
            raise ValueError("may be left out but not null")
        return value


class InvoiceResponse(BaseModel):
    id: int
    number: str
    total: Decimal
    due: date | None
    status: InvoiceStatus
    created_at: datetime

    model_config = ConfigDict(from_attributes=True)
