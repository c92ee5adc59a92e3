from fastapi import APIRouter, Depends, HTTPException
from fastapi_utils.cbv import cbv
from sqlalchemy.orm import Session

from app.database import get_db
from app.users import crud
from app.users.schemas import UserCreate, UserRead, UserUpdate

router = APIRouter(prefix="/users", tags=["users"])


@cbv(router)
class UserController:
    db: Session = Depends(get_db)

    @router.get("/", response_model=list[UserRead])
    def list_users(self, skip: int = 0, limit: int = 100):
        return crud.list_users(self.db, skip, limit)

    @router.post("/", response_model=UserRead, status_code=201)
    def create_user(self, data: UserCreate):
        return crud.create_user(self.db, data)

    @router.get("/{user_id}", response_model=UserRead)
    def get_user(self, user_id: int):
        user = crud.get_user(self.db, user_id)
        if user is None:
            raise HTTPException(status_code=404, detail="User not found")
        return user

    @router.patch("/{user_id}", response_model=UserRead)
    def update_user(self, user_id: int, data: UserUpdate):
        user = crud.get_user(self.db, user_id)
        if user is None:
            raise HTTPException(status_code=404, detail="User not found")
        return crud.update_user(self.db, user, data)

    @router.delete("/{user_id}", status_code=204)
    def delete_user(self, user_id: int):
        user = crud.get_user(self.db, user_id)
        if user is None:
            raise HTTPException(status_code=404, detail="User not found")
        crud.delete_user(self.db, user)
