from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel
from sqlalchemy.orm import Session

from app.db import get_db

from .models import Comment

router = APIRouter(tags=["Comments"])

DB = Annotated[Session, Depends(get_db)]


class CommentIn(BaseModel):
    body: str


class CommentOut(CommentIn):
    id: int


@router.get("/comments", response_model=list[CommentOut], summary="All comments")
def index(db: DB):
    return db.query(Comment).order_by(Comment.id).all()


@router.post("/comments", response_model=CommentOut, status_code=201)
def store(payload: CommentIn, db: DB):
    record = Comment(body=payload.body)
    db.add(record)
    db.commit()
    db.refresh(record)
    return record
