from fastapi import APIRouter

from app.comments.routes import router as comments
from app.tickets.routes import router as tickets
from app.users.routes import router as users

api = APIRouter()

api.include_router(users)
api.include_router(comments)
api.include_router(tickets)
