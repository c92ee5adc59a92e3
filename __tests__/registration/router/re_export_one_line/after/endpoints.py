from .users.api import users_router
from .invoices.api import invoices_router
from .core import db

__all__ = ["users_router", "db", "invoices_router"]
