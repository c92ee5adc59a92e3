from datetime import date, datetime
from decimal import Decimal
from typing import Optional

from pydantic import BaseModel, Field, field_validator

from app.invoices.models import InvoiceStatus


class InvoiceBase(BaseModel):
    number: str = Field(..., min_length=1, max_length=32)
    total: Decimal = Field(..., ge=0, max_digits=10, decimal_places=2)
    due: Optional[date] = None
    status: InvoiceStatus = InvoiceStatus.draft


class InvoiceCreate(InvoiceBase):
    pass


class InvoiceUpdate(BaseModel):
    number: Optional[str] = Field(None, min_length=1, max_length=32)
    total: Optional[Decimal] = Field(None, ge=0, max_digits=10, decimal_places=2)
    due: Optional[date] = None
    status: Optional[InvoiceStatus] = None

    @field_validator("number", "total", "status")
    @classmethod
    def not_null(cls, value):
        if value is None:
            raise ValueError("may be left out but not null")
        return value


class InvoiceResponse(InvoiceBase):
    id: int
    created_at: datetime

    class Config:
        from_attributes = True
