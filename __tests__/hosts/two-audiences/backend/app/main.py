from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException

from app.db import Base, engine
from app.items.router import router as items_router
from app.users.router import router as users_router


def administrators_only(x_role: Annotated[str, Header()] = "guest") -> None:
    if x_role != "admin":
        raise HTTPException(403, "Administrators only")


public = APIRouter(prefix="/api")
admin = APIRouter(prefix="/admin", dependencies=[Depends(administrators_only)])

public.include_router(users_router)
admin.include_router(users_router, include_in_schema=True)
public.include_router(items_router)

Base.metadata.create_all(bind=engine)

app = FastAPI(title="Audiences")
app.include_router(public)
app.include_router(admin)
