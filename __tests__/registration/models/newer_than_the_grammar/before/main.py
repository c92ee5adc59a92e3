import app.users.models as users_models
from fastapi import FastAPI

from app.core.db import engine


class Box[T = int]:
    pass


users_models.Base.metadata.create_all(bind=engine)
