from fastapi import HTTPException, status
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.usuarios.models import Usuario
from app.usuarios.repository import UsuarioRepository
from app.usuarios.schemas import UsuarioCreate, UsuarioUpdate


class UsuarioService:
    def __init__(self, session: AsyncSession):
        self.session = session
        self.repository = UsuarioRepository(session)

    async def listar(self, offset: int, limit: int) -> tuple[list[Usuario], int]:
        usuarios = await self.repository.listar(offset, limit)
        total = await self.repository.count()
        return usuarios, total

    async def get(self, usuario_id: int) -> Usuario:
        usuario = await self.repository.get(usuario_id)
        if usuario is None:
            raise HTTPException(status.HTTP_404_NOT_FOUND, detail="Usuario no encontrado")
        return usuario

    async def create(self, data: UsuarioCreate) -> Usuario:
        try:
            return await self.repository.create(data)
        except IntegrityError:
            await self.session.rollback()
            raise HTTPException(status.HTTP_409_CONFLICT, detail="El email ya está registrado")

    async def update(self, usuario_id: int, data: UsuarioUpdate) -> Usuario:
        usuario = await self.get(usuario_id)
        try:
            return await self.repository.update(usuario, data)
        except IntegrityError:
            await self.session.rollback()
            raise HTTPException(status.HTTP_409_CONFLICT, detail="El email ya está registrado")

    async def delete(self, usuario_id: int) -> None:
        usuario = await self.get(usuario_id)
        await self.repository.delete(usuario)
