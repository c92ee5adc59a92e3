from app.users.models import User
from app.invoices.models import Invoice
