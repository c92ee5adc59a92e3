from collections.abc import Sequence

from fastapi import HTTPException, status
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.db.models.user import User
from app.modules.users.repository import UserRepository
from app.modules.users.schemas import UserCreate, UserUpdate


class UserService:
    def __init__(self, session: Session, repository: UserRepository | None = None) -> None:
        self._session = session
        self._repository = repository or UserRepository(session)

    def list_users(self, skip: int, limit: int) -> Sequence[User]:
        return self._repository.list_users(skip, limit)

    def get_user(self, user_id: int) -> User:
        user = self._repository.get_by_id(user_id)
        if user is None:
            raise HTTPException(status.HTTP_404_NOT_FOUND, "User not found")
        return user

    def create_user(self, data: UserCreate) -> User:
        try:
            user = self._repository.create(data.model_dump())
            self._session.commit()
        except IntegrityError as exc:
            self._session.rollback()
            raise HTTPException(status.HTTP_409_CONFLICT, "Email already taken") from exc
        return user

    def update_user(self, user_id: int, data: UserUpdate) -> User:
        user = self.get_user(user_id)
        try:
            user = self._repository.update(user, data.model_dump(exclude_unset=True))
            self._session.commit()
        except IntegrityError as exc:
            self._session.rollback()
            raise HTTPException(status.HTTP_409_CONFLICT, "Email already taken") from exc
        return user

    def delete_user(self, user_id: int) -> None:
        self._repository.delete(self.get_user(user_id))
        self._session.commit()
