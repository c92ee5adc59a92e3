from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from src.users.exceptions import EmailTaken
from src.users.models import User
from src.users.schemas import UserCreate, UserUpdate


async def get(session: AsyncSession, user_id: int) -> User | None:
    return await session.get(User, user_id)


async def get_all(session: AsyncSession, *, limit: int, offset: int) -> list[User]:
    query = select(User).order_by(User.id).limit(limit).offset(offset)
    return list(await session.scalars(query))


async def create(session: AsyncSession, data: UserCreate) -> User:
    user = User(**data.model_dump())
    session.add(user)
    try:
        await session.commit()
    except IntegrityError as error:
        await session.rollback()
        raise EmailTaken from error
    return user


async def update(session: AsyncSession, user: User, data: UserUpdate) -> User:
    for field, value in data.model_dump(exclude_unset=True).items():
        setattr(user, field, value)
    try:
        await session.commit()
    except IntegrityError as error:
        await session.rollback()
        raise EmailTaken from error
    return user


async def delete(session: AsyncSession, user: User) -> None:
    await session.delete(user)
    await session.commit()
