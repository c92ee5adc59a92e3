from typing import Annotated

from fastapi import APIRouter, Depends
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.database import get_session
from app.users.models import User
from app.users.schemas import UserCreate, UserRead

router = APIRouter(prefix="/users", tags=["Users"])

Session = Annotated[AsyncSession, Depends(get_session)]


@router.get("")
async def list_users(session: Session) -> list[UserRead]:
    rows = await session.scalars(select(User).order_by(User.id))
    return [UserRead.model_validate(row) for row in rows]


@router.post("", status_code=201)
async def create_user(session: Session, data: UserCreate) -> UserRead:
    user = User(**data.model_dump())
    session.add(user)
    await session.commit()
    return UserRead.model_validate(user)
