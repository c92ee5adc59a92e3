from typing import Annotated

from fastapi import APIRouter, Depends
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.database import get_session
from app.invoices.models import Invoice
from app.invoices.schemas import InvoiceCreate, InvoiceRead

router = APIRouter(prefix="/invoices", tags=["Invoices"])

Session = Annotated[AsyncSession, Depends(get_session)]


@router.get("")
async def list_invoices(session: Session) -> list[InvoiceRead]:
    rows = await session.scalars(select(Invoice).order_by(Invoice.id))
    return [InvoiceRead.model_validate(row) for row in rows]


@router.post("", status_code=201)
async def create_invoice(session: Session, data: InvoiceCreate) -> InvoiceRead:
    invoice = Invoice(**data.model_dump())
    session.add(invoice)
    await session.commit()
    return InvoiceRead.model_validate(invoice)
