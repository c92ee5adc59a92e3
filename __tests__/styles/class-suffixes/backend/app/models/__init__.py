from app.models.user import UserModel

__all__ = ["UserModel"]
