from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI

from app.categories.router import router as categories_router
from app.core.database import Base, engine
from app.products.router import router as products_router
from app.tags.router import router as tags_router
from app.users.router import router as users_router

ROUTES: list[tuple[APIRouter, str, list[str]]] = [
    (products_router, "/products", ["Products"]),
    (users_router, "/users", ["Users"]),
    (tags_router, "/tags", ["Tags"]),
    (categories_router, "/categories", ["Categories"]),
]


@asynccontextmanager
async def lifespan(app: FastAPI):
    Base.metadata.create_all(bind=engine)
    yield


app = FastAPI(title="Catalogue", lifespan=lifespan)

for router, prefix, tags in ROUTES:
    app.include_router(router, prefix=f"/v1{prefix}", tags=tags)
