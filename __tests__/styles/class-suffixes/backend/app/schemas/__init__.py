from app.schemas.user import User, UserCreate, UserUpdate

__all__ = ["User", "UserCreate", "UserUpdate"]
