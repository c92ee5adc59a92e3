try:
    from app.invoices.models import Invoice
    from app.users.models import User
except ImportError:
    from invoices.models import Invoice
    from users.models import User
