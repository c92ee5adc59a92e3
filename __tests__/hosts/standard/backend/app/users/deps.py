from typing import Annotated

from fastapi import Depends, HTTPException, Path, status
from sqlalchemy.orm import Session

from app.core.db import get_db
from app.users import models, services

MAX_INTEGER = 2**31 - 1

DbSession = Annotated[Session, Depends(get_db)]
UserId = Annotated[int, Path(ge=1, le=MAX_INTEGER)]


def get_user_or_404(db: DbSession, user_id: UserId) -> models.User:
    try:
        return services.get_user(db, user_id)
    except services.UserNotFoundError as error:
        raise HTTPException(status.HTTP_404_NOT_FOUND, str(error)) from error
