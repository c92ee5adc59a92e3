from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.security import OAuth2PasswordRequestForm
from sqlalchemy.ext.asyncio import AsyncSession

from ...core.db.database import async_get_db
from ...core.exceptions.http_exceptions import UnauthorizedException
from ...core.security import create_access_token, get_password_hash
from ...crud.crud_users import crud_users

router = APIRouter(tags=["login"])


@router.post("/login")
async def login_for_access_token(
    form_data: Annotated[OAuth2PasswordRequestForm, Depends()], db: Annotated[AsyncSession, Depends(async_get_db)]
) -> dict[str, str]:
    user = await crud_users.get(db=db, username=form_data.username)
    if user is None or user["hashed_password"] != get_password_hash(form_data.password):
        raise UnauthorizedException("Wrong username or password.")
    return {"access_token": create_access_token(user["username"]), "token_type": "bearer"}
