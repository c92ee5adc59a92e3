from fastapi import APIRouter, FastAPI

import app.posts.models as posts_models
import app.posts.router as posts_router
import app.users.models as users_models
import app.users.router as users_router
from app.db import engine

for base in (
    posts_models.Base,
    users_models.Base,
):
    base.metadata.create_all(bind=engine)

v1 = APIRouter(prefix="/v1")
v1.include_router(posts_router.router)
v1.include_router(users_router.router)

app = FastAPI(title="Office")
app.include_router(v1)
