from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel
from sqlalchemy.orm import Session

from myapp.db import get_db

from .models import Post

router = APIRouter(prefix='/posts', tags=['posts'])

DB = Annotated[Session, Depends(get_db)]


class PostIn(BaseModel):
    title: str


class PostOut(PostIn):
    id: int


@router.get('', response_model=list[PostOut], summary='All posts')
def index(db: DB):
    return db.query(Post).order_by(Post.id).all()


@router.post('', response_model=PostOut, status_code=201)
def store(payload: PostIn, db: DB):
    record = Post(title=payload.title)
    db.add(record)
    db.commit()
    db.refresh(record)
    return record
