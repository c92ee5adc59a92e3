from app.users import api as users_api
from app.invoices import api as invoices_api
from app.core import public, private

public.include_router(users_api.router)
public.include_router(invoices_api.router)
private.include_router(users_api.admin_router)
