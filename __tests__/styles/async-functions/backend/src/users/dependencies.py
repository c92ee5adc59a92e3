from typing import Annotated

from fastapi import Depends

from src.database import SessionDep
from src.users import service
from src.users.exceptions import UserNotFound
from src.users.models import User


async def valid_user_id(user_id: int, session: SessionDep) -> User:
    user = await service.get(session, user_id)
    if user is None:
        raise UserNotFound
    return user


ValidUser = Annotated[User, Depends(valid_user_id)]
