from fastapi import FastAPI

from app.api import api
from app.database import Base, engine

Base.metadata.create_all(bind=engine)

app = FastAPI(title="Orders")
app.include_router(api)
