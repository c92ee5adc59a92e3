from fastapi import APIRouter

from app.users import api as users_api

router = APIRouter()
for each, tag in zip([users_api.router], ["users"]):
    router.include_router(each, tags=[tag])
