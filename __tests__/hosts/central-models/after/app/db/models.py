"""Every model, so that metadata is complete wherever this is imported."""

from app.db.base import Base
from app.invoices.models import Invoice
from app.items.models import Item
from app.users.models import User

__all__ = [
    "Base",
    "Invoice",
    "Item",
    "User",
]
