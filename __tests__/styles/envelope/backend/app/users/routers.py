from fastapi import APIRouter, Depends, status
from sqlalchemy.orm import Session

from app.common.database import get_db
from app.common.pagination import Page, PageParams
from app.common.responses import Response
from app.users import services
from app.users.schemas import UserCreate, UserResponse, UserUpdate

router = APIRouter()


@router.get("/", response_model=Response[Page[UserResponse]])
def get_users(params: PageParams = Depends(), db: Session = Depends(get_db)):
    users, total = services.get_users(db, params)
    return Response(
        data=Page(items=users, total=total, page=params.page, size=params.size)
    )


@router.get("/{user_id}", response_model=Response[UserResponse])
def get_user(user_id: int, db: Session = Depends(get_db)):
    return Response(data=services.get_user(db, user_id))


@router.post(
    "/", response_model=Response[UserResponse], status_code=status.HTTP_201_CREATED
)
def create_user(data: UserCreate, db: Session = Depends(get_db)):
    return Response(message="User created", data=services.create_user(db, data))


@router.put("/{user_id}", response_model=Response[UserResponse])
def update_user(user_id: int, data: UserUpdate, db: Session = Depends(get_db)):
    return Response(
        message="User updated", data=services.update_user(db, user_id, data)
    )


@router.delete("/{user_id}", response_model=Response[None])
def delete_user(user_id: int, db: Session = Depends(get_db)):
    services.delete_user(db, user_id)
    return Response(message="User deleted")
