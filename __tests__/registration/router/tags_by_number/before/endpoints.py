from fastapi import APIRouter

from app.users import api as users_api

ROUTERS = (users_api.router,)
TAGS = ("users",)
router = APIRouter()
for index, each in enumerate(ROUTERS):
    router.include_router(each, tags=[TAGS[index]])
