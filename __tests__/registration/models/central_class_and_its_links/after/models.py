"""Every model of the application."""

from app.core.db import Base
from app.invoices.models import Invoice
from app.items.models import Item
from app.users.models import User, user_roles

__all__ = [
    "Base",
    "Invoice",
    "Item",
    "User",
    "user_roles",
]
