from app.schemas.invoice import Invoice, InvoiceCreate, InvoiceUpdate
from app.schemas.user import User, UserCreate, UserUpdate

__all__ = ["Invoice", "InvoiceCreate", "InvoiceUpdate", "User", "UserCreate", "UserUpdate"]
