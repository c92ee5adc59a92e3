from .invoices.models import Invoice
from .items.models import Item
from .users.models import User

__all__ = (
    "Invoice",
    "Item",
    "Order",
    "User",
    "Warehouse",
)
