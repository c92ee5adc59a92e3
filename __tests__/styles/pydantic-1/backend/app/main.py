from fastapi import FastAPI

from app.database import Base, engine
from app.users import router as users

Base.metadata.create_all(bind=engine)

app = FastAPI()

app.include_router(users.router)
