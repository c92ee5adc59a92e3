"""Every model of the application."""

from app.core.db import Base
from app.items.models import Item
from app.users.models import User, user_roles

__all__ = [
    "Base",
    "Item",
    "User",
    "user_roles",
]
