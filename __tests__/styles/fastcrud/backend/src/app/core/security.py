from datetime import UTC, datetime, timedelta
from hashlib import pbkdf2_hmac
from typing import Any

import jwt
from fastapi.security import OAuth2PasswordBearer

SECRET_KEY = "a long enough secret for the tests of this backend"
ALGORITHM = "HS256"

oauth2_scheme = OAuth2PasswordBearer(tokenUrl="/api/v1/login")


def get_password_hash(password: str) -> str:
    return pbkdf2_hmac("sha256", password.encode(), b"clubs", 1000).hex()


def create_access_token(subject: str) -> str:
    expire = datetime.now(UTC) + timedelta(minutes=30)
    return jwt.encode({"sub": subject, "exp": expire}, SECRET_KEY, algorithm=ALGORITHM)


def verify_token(token: str) -> str | None:
    try:
        payload: dict[str, Any] = jwt.decode(token, SECRET_KEY, algorithms=[ALGORITHM])
    except jwt.PyJWTError:
        return None
    return payload.get("sub")
