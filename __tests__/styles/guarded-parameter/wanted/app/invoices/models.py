from enum import Enum

from sqlalchemy import CheckConstraint, Column, Date
from sqlalchemy import Enum as SQLEnum
from sqlalchemy import Integer, Numeric, String

from app.db import Base


class InvoiceStatus(str, Enum):
    draft = "draft"
    sent = "sent"
    paid = "paid"


class Invoice(Base):
    __tablename__ = "invoices"
    __table_args__ = (CheckConstraint("total >= 0", name="ck_invoices_total"),)

    id = Column(Integer, primary_key=True)
    number = Column(String(32), unique=True, nullable=False)
    total = Column(Numeric(10, 2), nullable=False)
    due = Column(Date)
    status = Column(
        SQLEnum(InvoiceStatus, native_enum=False, create_constraint=True),
        default=InvoiceStatus.draft,
        nullable=False,
    )
