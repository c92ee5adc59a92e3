import enum

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Enum,
    Integer,
    Numeric,
    String,
)
from sqlalchemy.sql import func

from app.database import Base


class InvoiceStatus(str, enum.Enum):
    draft = "draft"
    sent = "sent"
    paid = "paid"


class Invoice(Base):
    __tablename__ = "invoices"
    __table_args__ = (CheckConstraint("total >= 0", name="ck_invoices_total"),)

    id = Column(Integer, primary_key=True, index=True)
    number = Column(String(32), unique=True, index=True, nullable=False)
    total = Column(Numeric(10, 2), nullable=False)
    due = Column(Date, nullable=True)
    status = Column(
        Enum(InvoiceStatus, native_enum=False, create_constraint=True),
        default=InvoiceStatus.draft,
        nullable=False,
    )
    created_at = Column(DateTime(timezone=True), server_default=func.now())
