from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel
from sqlalchemy.orm import Session

from app.db import get_db

from .models import Item

router = APIRouter(prefix="/items", tags=["items"])

DB = Annotated[Session, Depends(get_db)]


class ItemIn(BaseModel):
    name: str


class ItemOut(ItemIn):
    id: int


@router.get("", response_model=list[ItemOut], summary="All items")
def index(db: DB):
    return db.query(Item).order_by(Item.id).all()


@router.post("", response_model=ItemOut, status_code=201)
def store(payload: ItemIn, db: DB):
    record = Item(name=payload.name)
    db.add(record)
    db.commit()
    db.refresh(record)
    return record
