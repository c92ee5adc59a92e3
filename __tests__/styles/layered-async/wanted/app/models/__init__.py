from app.models.invoice import Invoice
from app.models.user import User

__all__ = ["Invoice", "User"]
