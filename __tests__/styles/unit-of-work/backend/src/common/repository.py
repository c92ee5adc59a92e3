from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession


class SQLAlchemyRepository:
    model: Any = None

    def __init__(self, session: AsyncSession):
        self.session = session

    async def add_one(self, data: dict[str, Any]) -> Any:
        record = self.model(**data)
        self.session.add(record)
        await self.session.flush()
        return record

    async def find_all(self, offset: int, limit: int) -> list[Any]:
        stmt = select(self.model).order_by(self.model.id).offset(offset).limit(limit)
        return list(await self.session.scalars(stmt))

    async def find_one(self, record_id: int) -> Any | None:
        return await self.session.get(self.model, record_id)

    async def edit_one(self, record: Any, data: dict[str, Any]) -> Any:
        for name, value in data.items():
            setattr(record, name, value)
        await self.session.flush()
        return record

    async def delete_one(self, record: Any) -> None:
        await self.session.delete(record)
        await self.session.flush()
