from fastapi import FastAPI

from app import routers
from app.db import Base, engine

Base.metadata.create_all(bind=engine)

app = FastAPI()
app.include_router(routers.users_router, prefix="/api")
app.include_router(routers.items_router, prefix="/api")
