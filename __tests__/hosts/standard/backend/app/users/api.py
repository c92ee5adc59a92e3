from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query, status

from app.users import models, schemas, services
from app.users.deps import MAX_INTEGER, DbSession, get_user_or_404

router = APIRouter(prefix="/users")

NOT_FOUND: dict[int | str, dict[str, Any]] = {
    status.HTTP_404_NOT_FOUND: {"description": "User not found"}
}
EMAIL_TAKEN: dict[int | str, dict[str, Any]] = {
    status.HTTP_409_CONFLICT: {"description": "Email is already taken"}
}
IN_USE: dict[int | str, dict[str, Any]] = {
    status.HTTP_409_CONFLICT: {"description": "User is still referred to"}
}


@router.post(
    "",
    response_model=schemas.User,
    status_code=status.HTTP_201_CREATED,
    responses=EMAIL_TAKEN,
)
def create_user(db: DbSession, user: schemas.UserCreate) -> models.User:
    try:
        return services.create_user(db, user)
    except services.EmailTakenError as error:
        raise HTTPException(status.HTTP_409_CONFLICT, str(error)) from error


@router.get("", response_model=list[schemas.User])
def list_users(
    db: DbSession,
    skip: Annotated[int, Query(ge=0, le=MAX_INTEGER)] = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 100,
) -> list[models.User]:
    return services.list_users(db, skip=skip, limit=limit)


@router.get("/{user_id}", response_model=schemas.User, responses=NOT_FOUND)
def get_user(user: Annotated[models.User, Depends(get_user_or_404)]) -> models.User:
    return user


@router.patch(
    "/{user_id}", response_model=schemas.User, responses=NOT_FOUND | EMAIL_TAKEN
)
def update_user(
    db: DbSession,
    user: Annotated[models.User, Depends(get_user_or_404)],
    changes: schemas.UserUpdate,
) -> models.User:
    try:
        return services.update_user(db, user, changes)
    except services.EmailTakenError as error:
        raise HTTPException(status.HTTP_409_CONFLICT, str(error)) from error
    except services.UserNotFoundError as error:
        raise HTTPException(status.HTTP_404_NOT_FOUND, str(error)) from error


@router.delete(
    "/{user_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=NOT_FOUND | IN_USE,
)
def delete_user(
    db: DbSession, user: Annotated[models.User, Depends(get_user_or_404)]
) -> None:
    try:
        services.delete_user(db, user)
    except services.UserInUseError as error:
        raise HTTPException(status.HTTP_409_CONFLICT, str(error)) from error
    except services.UserNotFoundError as error:
        raise HTTPException(status.HTTP_404_NOT_FOUND, str(error)) from error
