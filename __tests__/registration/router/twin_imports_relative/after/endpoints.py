try:
    from app.users import api as users_api
    from app.invoices import api as invoices_api
    from app.core import app
except ImportError:
    from .core import app
    from .invoices import api as invoices_api
    from .users import api as users_api

app.include_router(users_api.router)
app.include_router(invoices_api.router)
