from typing import Annotated

from fastapi import Depends, HTTPException
from fastapi.security import APIKeyHeader

api_key = APIKeyHeader(name="X-API-Key", auto_error=False)


def require_key(key: Annotated[str | None, Depends(api_key)]) -> None:
    if key != "let-me-in":
        raise HTTPException(status_code=401, detail="Missing or wrong API key")
