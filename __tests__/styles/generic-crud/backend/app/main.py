from fastapi import FastAPI

from app.api.api_v1.api import api_router
from app.core.config import settings
from app.db import base
from app.db.session import engine

base.Base.metadata.create_all(bind=engine)

app = FastAPI(
    title=settings.PROJECT_NAME, openapi_url=f"{settings.API_V1_STR}/openapi.json"
)

app.include_router(api_router, prefix=settings.API_V1_STR)
