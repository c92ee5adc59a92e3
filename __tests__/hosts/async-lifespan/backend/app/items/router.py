from typing import Annotated

from fastapi import APIRouter, Depends
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.database import get_session
from app.items.models import Item
from app.items.schemas import ItemCreate, ItemRead

router = APIRouter()

Session = Annotated[AsyncSession, Depends(get_session)]


@router.get("")
async def list_items(session: Session) -> list[ItemRead]:
    rows = await session.scalars(select(Item).order_by(Item.id))
    return [ItemRead.model_validate(row) for row in rows]


@router.post("", status_code=201)
async def create_item(session: Session, data: ItemCreate) -> ItemRead:
    item = Item(**data.model_dump())
    session.add(item)
    await session.commit()
    return ItemRead.model_validate(item)
