from typing import Annotated

from fastapi import APIRouter, Path, Query

from app.auth.dependencies import CurrentUser
from app.db import DbSession
from app.invoices.schemas import InvoiceCreate, InvoiceOut, InvoiceUpdate
from app.invoices.services import InvoiceService

MAX_INT = 2**31 - 1

InvoiceId = Annotated[int, Path(le=MAX_INT)]

router = APIRouter(prefix="/invoices", tags=["invoices"])


@router.get("/", response_model=list[InvoiceOut])
def list_invoices(
    db: DbSession,
    current_user: CurrentUser,
    skip: int = Query(0, ge=0, le=MAX_INT),
    limit: int = Query(20, ge=1, le=100),
):
    return InvoiceService.get_all(db, skip, limit)


@router.post("/", response_model=InvoiceOut, status_code=201)
def create_invoice(db: DbSession, current_user: CurrentUser, data: InvoiceCreate):
    return InvoiceService.create(db, data)


@router.get("/{invoice_id}", response_model=InvoiceOut)
def get_invoice(db: DbSession, current_user: CurrentUser, invoice_id: InvoiceId):
    return InvoiceService.get_by_id(db, invoice_id)


@router.put("/{invoice_id}", response_model=InvoiceOut)
def update_invoice(
    db: DbSession, current_user: CurrentUser, invoice_id: InvoiceId, data: InvoiceUpdate
):
    return InvoiceService.update(db, invoice_id, data)


@router.delete("/{invoice_id}", status_code=204)
def delete_invoice(db: DbSession, current_user: CurrentUser, invoice_id: InvoiceId):
    InvoiceService.delete(db, invoice_id)
