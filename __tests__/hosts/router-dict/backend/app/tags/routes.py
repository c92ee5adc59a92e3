from typing import Annotated

from fastapi import APIRouter, Depends
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.database import get_session
from app.tags.models import Tag
from app.tags.schemas import TagCreate, TagRead

router = APIRouter()

Session = Annotated[AsyncSession, Depends(get_session)]


@router.get('')
async def list_tags(session: Session) -> list[TagRead]:
    rows = await session.scalars(select(Tag).order_by(Tag.id))
    return [TagRead.model_validate(row) for row in rows]


@router.post('', status_code=201)
async def create_tag(session: Session, data: TagCreate) -> TagRead:
    tag = Tag(**data.model_dump())
    session.add(tag)
    await session.commit()
    return TagRead.model_validate(tag)
