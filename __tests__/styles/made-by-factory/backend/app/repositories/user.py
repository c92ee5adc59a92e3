from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.models.db.user import User
from app.models.schemas.user import UserInCreate, UserInUpdate
from app.repositories.base import BaseRepository
from app.utilities.exceptions import EntityAlreadyExists


class UserRepository(BaseRepository):
    async def create_user(self, user_create: UserInCreate) -> User:
        new_user = User(**user_create.model_dump())
        self.async_session.add(new_user)
        try:
            await self.async_session.commit()
        except IntegrityError as exc:
            await self.async_session.rollback()
            raise EntityAlreadyExists("Email already taken") from exc
        await self.async_session.refresh(new_user)
        return new_user

    async def read_users(self, skip: int, limit: int) -> list[User]:
        stmt = select(User).order_by(User.id).offset(skip).limit(limit)
        return list((await self.async_session.scalars(stmt)).all())

    async def read_user_by_id(self, id: int) -> User | None:
        return await self.async_session.get(User, id)

    async def update_user_by_id(self, id: int, user_update: UserInUpdate) -> User | None:
        db_user = await self.read_user_by_id(id)
        if db_user is None:
            return None
        for field, value in user_update.model_dump(exclude_unset=True).items():
            setattr(db_user, field, value)
        try:
            await self.async_session.commit()
        except IntegrityError as exc:
            await self.async_session.rollback()
            raise EntityAlreadyExists("Email already taken") from exc
        await self.async_session.refresh(db_user)
        return db_user

    async def delete_user_by_id(self, id: int) -> bool:
        db_user = await self.read_user_by_id(id)
        if db_user is None:
            return False
        await self.async_session.delete(db_user)
        await self.async_session.commit()
        return True
