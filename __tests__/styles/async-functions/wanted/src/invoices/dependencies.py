from typing import Annotated

from fastapi import Depends, Path

from src.database import SessionDep
from src.invoices import service
from src.invoices.exceptions import InvoiceNotFound
from src.invoices.models import Invoice


async def valid_invoice_id(
    invoice_id: Annotated[int, Path(le=2**31 - 1)], session: SessionDep
) -> Invoice:
    invoice = await service.get(session, invoice_id)
    if invoice is None:
        raise InvoiceNotFound
    return invoice


ValidInvoice = Annotated[Invoice, Depends(valid_invoice_id)]
