from app.core import app; from app.users import api as users_api; from app.invoices import api as invoices_api; X = 1
app.include_router(users_api.router); app.include_router(invoices_api.router); app.ready = True
