from fastapi import FastAPI

from app.init_db import init_db
from app.invoices.endpoints import router as invoices_router
from app.posts.endpoints import router as posts_router
from app.users.endpoints import router as users_router

api = FastAPI(title="Startup")


@api.on_event("startup")
def on_startup() -> None:
    init_db()


api.include_router(users_router, prefix="/api")  # accounts
api.include_router(posts_router, prefix="/api")  # the blog
api.include_router(invoices_router, prefix="/api")

app = api
