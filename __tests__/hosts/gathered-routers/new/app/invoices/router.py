from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel
from sqlalchemy.orm import Session

from app.db import get_db

from .models import Invoice

router = APIRouter(prefix="/invoices", tags=["invoices"])

DB = Annotated[Session, Depends(get_db)]


class InvoiceIn(BaseModel):
    number: str


class InvoiceOut(InvoiceIn):
    id: int


@router.get("", response_model=list[InvoiceOut], summary="All invoices")
def index(db: DB):
    return db.query(Invoice).order_by(Invoice.id).all()


@router.post("", response_model=InvoiceOut, status_code=201)
def store(payload: InvoiceIn, db: DB):
    record = Invoice(number=payload.number)
    db.add(record)
    db.commit()
    db.refresh(record)
    return record
