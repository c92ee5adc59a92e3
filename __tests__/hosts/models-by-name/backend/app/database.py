import importlib
from collections.abc import AsyncIterator

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase

engine = create_async_engine("sqlite+aiosqlite:///./by_name.db")
session_factory = async_sessionmaker(engine, expire_on_commit=False)


class Base(DeclarativeBase):
    pass


async def get_session() -> AsyncIterator[AsyncSession]:
    async with session_factory() as session:
        yield session


MODELS = [
    "app.users.models",
    "app.posts.models",
]


async def create_tables() -> None:
    for name in MODELS:
        importlib.import_module(name)
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
