from app.users import api as users_api
from app.core import public, private

public.include_router(users_api.router)
private.include_router(users_api.admin_router)
