from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel
from sqlalchemy.orm import Session

from app.db import get_db

from .models import Ticket

router = APIRouter(tags=["Tickets"])

DB = Annotated[Session, Depends(get_db)]


class TicketIn(BaseModel):
    subject: str


class TicketOut(TicketIn):
    id: int


@router.get("/tickets", response_model=list[TicketOut], summary="All tickets")
def index(db: DB):
    return db.query(Ticket).order_by(Ticket.id).all()


@router.post("/tickets", response_model=TicketOut, status_code=201)
def store(payload: TicketIn, db: DB):
    record = Ticket(subject=payload.subject)
    db.add(record)
    db.commit()
    db.refresh(record)
    return record
