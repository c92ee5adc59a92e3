from fastapi import FastAPI

from app.api.v1 import api
from app.comments.models import Comment  # noqa: F401
from app.db import Base, engine
from app.users.models import User  # noqa: F401

app = FastAPI(title="Helpdesk")
Base.metadata.create_all(bind=engine)
app.include_router(api, prefix="/api")
