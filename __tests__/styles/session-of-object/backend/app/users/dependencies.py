from typing import Annotated

from fastapi import Depends, HTTPException, Path, status
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import db_helper
from app.users import crud
from app.users.models import User


async def user_by_id(
    user_id: Annotated[int, Path(ge=1, le=2**31 - 1)],
    session: Annotated[AsyncSession, Depends(db_helper.session_getter)],
) -> User:
    user = await crud.get_user(session=session, user_id=user_id)
    if user is not None:
        return user
    raise HTTPException(
        status_code=status.HTTP_404_NOT_FOUND, detail=f"User {user_id} not found!"
    )
