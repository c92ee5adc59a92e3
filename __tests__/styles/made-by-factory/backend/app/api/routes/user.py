from fastapi import APIRouter, Depends, HTTPException, Query, status

from app.api.dependencies.repository import get_repository
from app.models.db.user import User
from app.models.schemas.user import UserInCreate, UserInResponse, UserInUpdate
from app.repositories.user import UserRepository
from app.utilities.exceptions import EntityAlreadyExists

router = APIRouter(prefix="/users", tags=["users"])


@router.get("", response_model=list[UserInResponse])
async def get_users(
    skip: int = Query(0, ge=0),
    limit: int = Query(50, ge=1, le=100),
    user_repo: UserRepository = Depends(get_repository(repo_type=UserRepository)),
) -> list[User]:
    return await user_repo.read_users(skip=skip, limit=limit)


@router.get("/{id}", response_model=UserInResponse)
async def get_user(
    id: int,
    user_repo: UserRepository = Depends(get_repository(repo_type=UserRepository)),
) -> User:
    db_user = await user_repo.read_user_by_id(id=id)
    if db_user is None:
        raise HTTPException(status_code=404, detail="User not found")
    return db_user


@router.post("", response_model=UserInResponse, status_code=status.HTTP_201_CREATED)
async def create_user(
    user_create: UserInCreate,
    user_repo: UserRepository = Depends(get_repository(repo_type=UserRepository)),
) -> User:
    try:
        return await user_repo.create_user(user_create=user_create)
    except EntityAlreadyExists as exc:
        raise HTTPException(status_code=409, detail="Email already taken") from exc


@router.patch("/{id}", response_model=UserInResponse)
async def update_user(
    id: int,
    user_update: UserInUpdate,
    user_repo: UserRepository = Depends(get_repository(repo_type=UserRepository)),
) -> User:
    try:
        db_user = await user_repo.update_user_by_id(id=id, user_update=user_update)
    except EntityAlreadyExists as exc:
        raise HTTPException(status_code=409, detail="Email already taken") from exc
    if db_user is None:
        raise HTTPException(status_code=404, detail="User not found")
    return db_user


@router.delete("/{id}", status_code=status.HTTP_204_NO_CONTENT)
async def delete_user(
    id: int,
    user_repo: UserRepository = Depends(get_repository(repo_type=UserRepository)),
) -> None:
    if not await user_repo.delete_user_by_id(id=id):
        raise HTTPException(status_code=404, detail="User not found")
