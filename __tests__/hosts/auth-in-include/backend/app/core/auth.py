from fastapi import Depends, HTTPException, status
from fastapi.security import OAuth2PasswordBearer

oauth2_scheme = OAuth2PasswordBearer(tokenUrl="/api/token")


def get_current_user(token: str = Depends(oauth2_scheme)) -> str:
    if token != "secret":
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "Invalid token")
    return "ada"
