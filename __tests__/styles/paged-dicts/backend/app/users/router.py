import math

from fastapi import APIRouter, Depends, Query, status
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import get_session
from app.core.responses import success
from app.users.schemas import UserCreate, UserOut, UserUpdate
from app.users.service import UserService

router = APIRouter(prefix="/users", tags=["users"])


def get_service(session: AsyncSession = Depends(get_session)) -> UserService:
    return UserService(session)


@router.get("")
async def listar_usuarios(
    page: int = Query(1, ge=1, le=1_000_000),
    size: int = Query(20, ge=1, le=100),
    service: UserService = Depends(get_service),
):
    users, total = await service.listar((page - 1) * size, size)
    pages = math.ceil(total / size)
    return success(
        {
            "items": [UserOut.model_validate(user) for user in users],
            "total": total,
            "page": page,
            "pages": pages,
        }
    )


@router.get("/{user_id}")
async def obtener_usuario(user_id: int, service: UserService = Depends(get_service)):
    user = await service.get(user_id)
    return success(UserOut.model_validate(user))


@router.post("", status_code=status.HTTP_201_CREATED)
async def crear_usuario(data: UserCreate, service: UserService = Depends(get_service)):
    user = await service.create(data)
    return success(UserOut.model_validate(user), message="Usuario creado")


@router.patch("/{user_id}")
async def actualizar_usuario(
    user_id: int, data: UserUpdate, service: UserService = Depends(get_service)
):
    user = await service.update(user_id, data)
    return success(UserOut.model_validate(user), message="Usuario actualizado correctamente")


@router.delete("/{user_id}")
async def eliminar_usuario(user_id: int, service: UserService = Depends(get_service)):
    await service.delete(user_id)
    return success(message="Usuario eliminado")
