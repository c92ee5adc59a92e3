from fastapi import APIRouter

from app.comments.routes import router as comments
from app.users.routes import router as users

api = APIRouter()

api.include_router(users)
api.include_router(comments)
