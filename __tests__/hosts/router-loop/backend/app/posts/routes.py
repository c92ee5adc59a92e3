from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import get_db
from app.posts.models import Post
from app.posts.schemas import PostCreate, PostRead

router = APIRouter(prefix='/posts', tags=['posts'])


@router.get('', response_model=list[PostRead])
def list_posts(db: Session = Depends(get_db)):
    return db.scalars(select(Post)).all()


@router.post('', response_model=PostRead, status_code=201)
def create_post(data: PostCreate, db: Session = Depends(get_db)):
    post = Post(**data.model_dump())
    db.add(post)
    db.commit()
    return post


@router.get('/{post_id}', response_model=PostRead)
def get_post(post_id: int, db: Session = Depends(get_db)):
    post = db.get(Post, post_id)
    if post is None:
        raise HTTPException(404, 'Post not found')
    return post
