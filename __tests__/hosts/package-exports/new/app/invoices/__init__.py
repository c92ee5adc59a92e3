from app.invoices.models import Invoice
from app.invoices.routes import router

__all__ = ["Invoice", "router"]
