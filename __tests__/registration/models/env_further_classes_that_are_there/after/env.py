from app.db import Base
from app.users.models.user import User
from app.invoices.models.invoice import Invoice
from app.users.models.user_action import UserAction
from app.invoices.models.invoice_action import InvoiceAction
from app.users.models.session import Session

__all__ = ["Base", "User", "UserAction", "Session", "Invoice", "InvoiceAction"]

target_metadata = Base.metadata
