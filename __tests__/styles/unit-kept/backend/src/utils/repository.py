from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession


class SQLAlchemyRepository:
    model: Any = None

    def __init__(self, session: AsyncSession):
        self.session = session

    async def add_one(self, data: dict[str, Any]) -> Any:
        stmt = insert(self.model).values(**data).returning(self.model)
        result = await self.session.execute(stmt)
        return result.scalar_one().to_read_model()

    async def find_all(self, offset: int, limit: int) -> list[Any]:
        stmt = select(self.model).order_by(self.model.id).offset(offset).limit(limit)
        return [row.to_read_model() for row in await self.session.scalars(stmt)]

    async def find_one(self, **filter_by: Any) -> Any | None:
        stmt = select(self.model).filter_by(**filter_by)
        record = (await self.session.execute(stmt)).scalar_one_or_none()
        return record and record.to_read_model()

    async def edit_one(self, id: int, data: dict[str, Any]) -> Any | None:
        stmt = update(self.model).values(**data).filter_by(id=id)
        if data:
            await self.session.execute(stmt)
        return await self.find_one(id=id)

    async def delete_one(self, id: int) -> bool:
        stmt = delete(self.model).filter_by(id=id)
        result = await self.session.execute(stmt)
        return result.rowcount > 0
