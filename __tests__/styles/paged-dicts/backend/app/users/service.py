from fastapi import HTTPException, status
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.users.models import User
from app.users.repository import UserRepository
from app.users.schemas import UserCreate, UserUpdate


class UserService:
    def __init__(self, session: AsyncSession):
        self.session = session
        self.repository = UserRepository(session)

    async def listar(self, offset: int, limit: int) -> tuple[list[User], int]:
        users = await self.repository.listar(offset, limit)
        total = await self.repository.count()
        return users, total

    async def get(self, user_id: int) -> User:
        user = await self.repository.get(user_id)
        if user is None:
            raise HTTPException(status.HTTP_404_NOT_FOUND, detail="Usuario no encontrado")
        return user

    async def create(self, data: UserCreate) -> User:
        try:
            return await self.repository.create(data)
        except IntegrityError:
            await self.session.rollback()
            raise HTTPException(status.HTTP_409_CONFLICT, detail="El email ya está registrado")

    async def update(self, user_id: int, data: UserUpdate) -> User:
        user = await self.get(user_id)
        try:
            return await self.repository.update(user, data)
        except IntegrityError:
            await self.session.rollback()
            raise HTTPException(status.HTTP_409_CONFLICT, detail="El email ya está registrado")

    async def delete(self, user_id: int) -> None:
        user = await self.get(user_id)
        await self.repository.delete(user)
