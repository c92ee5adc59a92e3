from app.models.db.user import User

__all__ = ["User"]
