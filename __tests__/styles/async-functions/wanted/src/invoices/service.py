from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.exc import StaleDataError

from src.invoices.exceptions import InvoiceNotFound, NumberTaken
from src.invoices.models import Invoice
from src.invoices.schemas import InvoiceCreate, InvoiceUpdate


async def get(session: AsyncSession, invoice_id: int) -> Invoice | None:
    return await session.get(Invoice, invoice_id)


async def get_all(session: AsyncSession, *, limit: int, offset: int) -> list[Invoice]:
    query = select(Invoice).order_by(Invoice.id).limit(limit).offset(offset)
    return list(await session.scalars(query))


async def create(session: AsyncSession, data: InvoiceCreate) -> Invoice:
    invoice = Invoice(**data.model_dump())
    session.add(invoice)
    try:
        await session.commit()
    except IntegrityError as error:
        await session.rollback()
        raise NumberTaken from error
    await session.refresh(invoice)
    return invoice


async def update(
    session: AsyncSession, invoice: Invoice, data: InvoiceUpdate
) -> Invoice:
    invoice_id = invoice.id
    for field, value in data.model_dump(exclude_unset=True).items():
        setattr(invoice, field, value)
    try:
        await session.commit()
    except IntegrityError as error:
        await session.rollback()
        raise NumberTaken from error
    except StaleDataError as error:
        await session.rollback()
        raise InvoiceNotFound from error
    updated = await session.get(Invoice, invoice_id, populate_existing=True)
    if updated is None:
        raise InvoiceNotFound
    return updated


async def delete(session: AsyncSession, invoice: Invoice) -> None:
    await session.delete(invoice)
    await session.commit()
