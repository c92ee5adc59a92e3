from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel
from sqlalchemy.orm import Session

from app.db import get_db

from .models import User

router = APIRouter(prefix="/users", tags=["users"])

DB = Annotated[Session, Depends(get_db)]


class UserIn(BaseModel):
    email: str


class UserOut(UserIn):
    id: int


@router.get("", response_model=list[UserOut], summary="All users")
def index(db: DB):
    return db.query(User).order_by(User.id).all()


@router.post("", response_model=UserOut, status_code=201)
def store(payload: UserIn, db: DB):
    record = User(email=payload.email)
    db.add(record)
    db.commit()
    db.refresh(record)
    return record
