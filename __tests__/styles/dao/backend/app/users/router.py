from fastapi import APIRouter, Query, status
from sqlalchemy.exc import IntegrityError

from app.exceptions import UserAlreadyExistsException, UserNotFoundException
from app.users.dao import UserDAO
from app.users.schemas import SUser, SUserAdd, SUserUpdate

router = APIRouter(prefix='/users', tags=['Пользователи'])


@router.get('', summary='Получить всех пользователей')
async def get_users(
    limit: int = Query(100, ge=1, le=100), offset: int = Query(0, ge=0)
) -> list[SUser]:
    return await UserDAO.find_all(limit=limit, offset=offset)


@router.get('/{user_id}', summary='Получить пользователя по id')
async def get_user(user_id: int) -> SUser:
    user = await UserDAO.find_one_or_none_by_id(user_id)
    if user is None:
        raise UserNotFoundException
    return user


@router.post('', status_code=status.HTTP_201_CREATED, summary='Добавить пользователя')
async def add_user(user_data: SUserAdd) -> SUser:
    try:
        return await UserDAO.add(**user_data.model_dump())
    except IntegrityError:
        raise UserAlreadyExistsException


@router.patch('/{user_id}', summary='Изменить пользователя')
async def update_user(user_id: int, user_data: SUserUpdate) -> SUser:
    values = user_data.model_dump(exclude_unset=True)
    if not values:
        return await get_user(user_id)
    try:
        user = await UserDAO.update(user_id, **values)
    except IntegrityError:
        raise UserAlreadyExistsException
    if user is None:
        raise UserNotFoundException
    return user


@router.delete('/{user_id}', status_code=status.HTTP_204_NO_CONTENT, summary='Удалить пользователя')
async def delete_user(user_id: int) -> None:
    if not await UserDAO.delete(user_id):
        raise UserNotFoundException
