from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, Enum, Numeric, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base


class InvoiceStatus(StrEnum):
    draft = "draft"
    sent = "sent"
    paid = "paid"


class Invoice(Base):
    __tablename__ = "invoices"
    __table_args__ = (CheckConstraint("total >= 0", name="ck_invoices_total"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(32), unique=True, index=True)
    total: Mapped[Decimal] = mapped_column(Numeric(10, 2))
    due: Mapped[date | None]
    status: Mapped[InvoiceStatus] = mapped_column(
        Enum(InvoiceStatus, native_enum=False, create_constraint=True),
        default=InvoiceStatus.draft,
    )
