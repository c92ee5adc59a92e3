from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel
from sqlalchemy.orm import Session

from app.core.database import get_db

from .models import Category

router = APIRouter()

DB = Annotated[Session, Depends(get_db)]


class CategoryIn(BaseModel):
    name: str


class CategoryOut(CategoryIn):
    id: int


@router.get("", response_model=list[CategoryOut], summary="All categories")
def index(db: DB):
    return db.query(Category).order_by(Category.id).all()


@router.post("", response_model=CategoryOut, status_code=201)
def store(payload: CategoryIn, db: DB):
    record = Category(name=payload.name)
    db.add(record)
    db.commit()
    db.refresh(record)
    return record
