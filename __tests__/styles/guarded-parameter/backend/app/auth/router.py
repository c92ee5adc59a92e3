from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException
from fastapi.security import OAuth2PasswordRequestForm

from app.auth.security import create_access_token, verify_password
from app.db import DbSession
from app.users.models import User

router = APIRouter(prefix="/auth", tags=["auth"])


@router.post("/token")
def login(db: DbSession, form: Annotated[OAuth2PasswordRequestForm, Depends()]):
    user = db.query(User).filter(User.username == form.username).first()
    if user is None or not verify_password(form.password, user.hashed_password):
        raise HTTPException(401, "Incorrect username or password")
    return {"access_token": create_access_token(user.username), "token_type": "bearer"}
