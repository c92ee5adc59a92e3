from datetime import date
from decimal import Decimal
from typing import Optional

from pydantic import BaseModel, ConfigDict, Field, field_validator

from .models import InvoiceStatus


class UserBase(BaseModel):
    email: str


class UserCreate(UserBase):
    password: str


class UserUpdate(BaseModel):
    email: Optional[str] = None
    is_active: Optional[bool] = None


class User(UserBase):
    model_config = ConfigDict(from_attributes=True)

    id: int
    is_active: bool


class ItemCreate(BaseModel):
    title: str


class Item(ItemCreate):
    model_config = ConfigDict(from_attributes=True)

    id: int


class InvoiceBase(BaseModel):
    number: str = Field(min_length=1, max_length=32)
    total: Decimal = Field(ge=0, max_digits=10, decimal_places=2)
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


class Invoice(InvoiceBase):
    model_config = ConfigDict(from_attributes=True)

    id: int
