from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel
from sqlalchemy.orm import Session

from app.core.database import get_db

from .models import Tag

router = APIRouter()

DB = Annotated[Session, Depends(get_db)]


class TagIn(BaseModel):
    label: str


class TagOut(TagIn):
    id: int


@router.get("", response_model=list[TagOut], summary="All tags")
def index(db: DB):
    return db.query(Tag).order_by(Tag.id).all()


@router.post("", response_model=TagOut, status_code=201)
def store(payload: TagIn, db: DB):
    record = Tag(label=payload.label)
    db.add(record)
    db.commit()
    db.refresh(record)
    return record
