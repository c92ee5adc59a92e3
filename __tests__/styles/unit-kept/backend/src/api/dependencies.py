from fastapi import Depends

from src.services.users import UsersService
from src.utils.unitofwork import IUnitOfWork, UnitOfWork


async def get_users_service(uow: IUnitOfWork = Depends(UnitOfWork)) -> UsersService:
    return UsersService(uow)
