from typing import Annotated

from fastapi import APIRouter, Depends
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.database import get_session
from app.posts.models import Post
from app.posts.schemas import PostCreate, PostRead

router = APIRouter(prefix="/posts", tags=["Posts"])

Session = Annotated[AsyncSession, Depends(get_session)]


@router.get("")
async def list_posts(session: Session) -> list[PostRead]:
    rows = await session.scalars(select(Post).order_by(Post.id))
    return [PostRead.model_validate(row) for row in rows]


@router.post("", status_code=201)
async def create_post(session: Session, data: PostCreate) -> PostRead:
    post = Post(**data.model_dump())
    session.add(post)
    await session.commit()
    return PostRead.model_validate(post)
