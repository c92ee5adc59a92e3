from fastapi import APIRouter

from app.posts import api as posts_api
from app.users import api as users_api

api_router = APIRouter()
VERSIONS = {
    "v1": [posts_api.router, users_api.router],
    "v2": [users_api.router],
}
for version, routers in VERSIONS.items():
    for each in routers:
        api_router.include_router(each, prefix=f"/{version}")
