from app.db import Base
from app.users.models.user import User
from app.users.models.user_action import UserAction
from app.users.models.session import Session

__all__ = ["Base", "User", "UserAction", "Session"]

target_metadata = Base.metadata
