from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.entities import UserEntity
from app.domain.repositories import UserRepository
from app.infrastructure.db.models import User


class SQLAlchemyUserRepository(UserRepository):
    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def get_by_id(self, id: int) -> UserEntity | None:
        row = await self.session.get(User, id)
        return self._to_entity(row) if row else None

    async def get_all(self, skip: int, limit: int) -> list[UserEntity]:
        stmt = select(User).order_by(User.id).offset(skip).limit(limit)
        rows = await self.session.scalars(stmt)
        return [self._to_entity(row) for row in rows]

    async def create(self, user: UserEntity) -> UserEntity:
        row = User(email=user.email, name=user.name)
        self.session.add(row)
        await self.session.commit()
        await self.session.refresh(row)
        return self._to_entity(row)

    async def update(self, user: UserEntity) -> UserEntity | None:
        row = await self.session.get(User, user.id)
        if row is None:
            return None
        row.email = user.email
        row.name = user.name
        await self.session.commit()
        return self._to_entity(row)

    async def delete(self, id: int) -> bool:
        row = await self.session.get(User, id)
        if row is None:
            return False
        await self.session.delete(row)
        await self.session.commit()
        return True

    def _to_entity(self, row: User) -> UserEntity:
        return UserEntity(id=row.id, email=row.email, name=row.name)
