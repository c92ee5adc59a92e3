from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.usuarios.models import Usuario
from app.usuarios.schemas import UsuarioCreate, UsuarioUpdate


class UsuarioRepository:
    def __init__(self, session: AsyncSession):
        self.session = session

    async def listar(self, offset: int, limit: int) -> list[Usuario]:
        stmt = select(Usuario).order_by(Usuario.id).offset(offset).limit(limit)
        result = await self.session.execute(stmt)
        return list(result.scalars().all())

    async def count(self) -> int:
        result = await self.session.execute(select(func.count()).select_from(Usuario))
        return result.scalar_one()

    async def get(self, usuario_id: int) -> Usuario | None:
        return await self.session.get(Usuario, usuario_id)

    async def create(self, data: UsuarioCreate) -> Usuario:
        usuario = Usuario(**data.model_dump())
        self.session.add(usuario)
        await self.session.commit()
        await self.session.refresh(usuario)
        return usuario

    async def update(self, usuario: Usuario, data: UsuarioUpdate) -> Usuario:
        for field, value in data.model_dump(exclude_unset=True).items():
            setattr(usuario, field, value)
        await self.session.commit()
        await self.session.refresh(usuario)
        return usuario

    async def delete(self, usuario: Usuario) -> None:
        await self.session.delete(usuario)
        await self.session.commit()
