from typing import Annotated

from fastapi import APIRouter, Depends

from app.modules.users.schemas import UserCreate, UserRead
from app.modules.users.service import UserService

router = APIRouter(prefix="/users", tags=["users"])

Service = Annotated[UserService, Depends()]


@router.get("")
async def list_users(service: Service) -> list[UserRead]:
    return await service.all()


@router.post("", status_code=201)
async def create_user(service: Service, data: UserCreate) -> UserRead:
    return await service.create(data)
