from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from app import crud, models, schemas
from app.models.invoice import InvoiceStatus


def create_invoice(db: Session, number: str = "A-1") -> models.Invoice:
    invoice_in = schemas.InvoiceCreate(
        number=number,
        total=Decimal("10.50"),
        due=date(2026, 1, 31),
        status=InvoiceStatus.sent,
    )
    return crud.create_invoice(db, invoice_in)
