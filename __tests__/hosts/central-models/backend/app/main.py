from fastapi import FastAPI

from app.db import models
from app.db.base import engine
from app.routes import router

models.Base.metadata.create_all(bind=engine)

app = FastAPI()
app.include_router(router)
