from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query, status
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import db_helper
from app.users import crud
from app.users.dependencies import user_by_id
from app.users.models import User as UserModel
from app.users.schemas import User, UserCreate, UserUpdatePartial

router = APIRouter(prefix="/users", tags=["Users"])


@router.get("/", response_model=list[User])
async def get_users(
    session: Annotated[AsyncSession, Depends(db_helper.session_getter)],
    skip: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 100,
):
    return await crud.get_users(session=session, skip=skip, limit=limit)


@router.post("/", response_model=User, status_code=status.HTTP_201_CREATED)
async def create_user(
    user_in: UserCreate,
    session: Annotated[AsyncSession, Depends(db_helper.session_getter)],
):
    try:
        return await crud.create_user(session=session, user_in=user_in)
    except IntegrityError:
        await session.rollback()
        raise HTTPException(
            status_code=status.HTTP_409_CONFLICT, detail="Username is taken"
        )


@router.get("/{user_id}/", response_model=User)
async def get_user(user: Annotated[UserModel, Depends(user_by_id)]):
    return user


@router.patch("/{user_id}/", response_model=User)
async def update_user_partial(
    user_update: UserUpdatePartial,
    user: Annotated[UserModel, Depends(user_by_id)],
    session: Annotated[AsyncSession, Depends(db_helper.session_getter)],
):
    try:
        return await crud.update_user(
            session=session, user=user, user_update=user_update
        )
    except IntegrityError:
        await session.rollback()
        raise HTTPException(
            status_code=status.HTTP_409_CONFLICT, detail="Username is taken"
        )


@router.delete("/{user_id}/", status_code=status.HTTP_204_NO_CONTENT)
async def delete_user(
    user: Annotated[UserModel, Depends(user_by_id)],
    session: Annotated[AsyncSession, Depends(db_helper.session_getter)],
) -> None:
    await crud.delete_user(session=session, user=user)
