from fastapi import APIRouter, Query

from app.auth.dependencies import CurrentUser
from app.db import DbSession
from app.users.schemas import UserCreate, UserOut, UserUpdate
from app.users.services import UserService

router = APIRouter(prefix="/users", tags=["users"])


@router.get("/", response_model=list[UserOut])
def list_users(
    db: DbSession,
    current_user: CurrentUser,
    skip: int = Query(0, ge=0),
    limit: int = Query(20, ge=1, le=100),
):
    return UserService.get_all(db, skip, limit)


@router.post("/", response_model=UserOut, status_code=201)
def create_user(db: DbSession, data: UserCreate):
    return UserService.create(db, data)


@router.get("/{user_id}", response_model=UserOut)
def get_user(db: DbSession, current_user: CurrentUser, user_id: int):
    return UserService.get_by_id(db, user_id)


@router.put("/{user_id}", response_model=UserOut)
def update_user(db: DbSession, current_user: CurrentUser, user_id: int, data: UserUpdate):
    return UserService.update(db, user_id, data)


@router.delete("/{user_id}", status_code=204)
def delete_user(db: DbSession, current_user: CurrentUser, user_id: int):
    UserService.delete(db, user_id)
