import math

from fastapi import APIRouter, Depends, Query, status
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import get_session
from app.core.responses import success
from app.usuarios.schemas import UsuarioCreate, UsuarioOut, UsuarioUpdate
from app.usuarios.service import UsuarioService

router = APIRouter(prefix="/usuarios", tags=["usuarios"])


def get_service(session: AsyncSession = Depends(get_session)) -> UsuarioService:
    return UsuarioService(session)


@router.get("")
async def listar_usuarios(
    page: int = Query(1, ge=1, le=1_000_000),
    size: int = Query(20, ge=1, le=100),
    service: UsuarioService = Depends(get_service),
):
    usuarios, total = await service.listar((page - 1) * size, size)
    pages = math.ceil(total / size)
    return success(
        {
            "items": [UsuarioOut.model_validate(usuario) for usuario in usuarios],
            "total": total,
            "page": page,
            "pages": pages,
        }
    )


@router.get("/{usuario_id}")
async def obtener_usuario(usuario_id: int, service: UsuarioService = Depends(get_service)):
    usuario = await service.get(usuario_id)
    return success(UsuarioOut.model_validate(usuario))


@router.post("", status_code=status.HTTP_201_CREATED)
async def crear_usuario(data: UsuarioCreate, service: UsuarioService = Depends(get_service)):
    usuario = await service.create(data)
    return success(UsuarioOut.model_validate(usuario), message="Usuario creado")


@router.patch("/{usuario_id}")
async def actualizar_usuario(
    usuario_id: int, data: UsuarioUpdate, service: UsuarioService = Depends(get_service)
):
    usuario = await service.update(usuario_id, data)
    return success(UsuarioOut.model_validate(usuario), message="Usuario actualizado correctamente")


@router.delete("/{usuario_id}")
async def eliminar_usuario(usuario_id: int, service: UsuarioService = Depends(get_service)):
    await service.delete(usuario_id)
    return success(message="Usuario eliminado")
