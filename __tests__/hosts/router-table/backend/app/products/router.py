from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel
from sqlalchemy.orm import Session

from app.core.database import get_db

from .models import Product

router = APIRouter()

DB = Annotated[Session, Depends(get_db)]


class ProductIn(BaseModel):
    name: str


class ProductOut(ProductIn):
    id: int


@router.get("", response_model=list[ProductOut], summary="All products")
def index(db: DB):
    return db.query(Product).order_by(Product.id).all()


@router.post("", response_model=ProductOut, status_code=201)
def store(payload: ProductIn, db: DB):
    record = Product(name=payload.name)
    db.add(record)
    db.commit()
    db.refresh(record)
    return record
