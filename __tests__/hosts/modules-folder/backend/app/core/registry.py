# ruff: noqa: F401
"""Imported wherever the metadata has to be complete."""

from app.core.database import Base, engine

from app.modules.comments.models import Comment  # isort: skip
from app.modules.users.models import User  # isort: skip


async def create_tables() -> None:
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
