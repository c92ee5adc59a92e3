from app.users.models import User
from app.users.routes import router

__all__ = ["User", "router"]
