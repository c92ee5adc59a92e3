from fastapi import APIRouter
from app.users.api import router
from app.labs.api import router as labs

v1 = APIRouter()
v1.include_router(router=router, prefix="")
v1.include_router(labs)
