import secrets
from typing import Annotated

from fastapi import Depends, HTTPException
from fastapi.security import HTTPBasic, HTTPBasicCredentials

security = HTTPBasic()


def basic_auth(credentials: Annotated[HTTPBasicCredentials, Depends(security)]) -> str:
    if not secrets.compare_digest(credentials.password, "office"):
        raise HTTPException(401, headers={"WWW-Authenticate": "Basic"})
    return credentials.username
