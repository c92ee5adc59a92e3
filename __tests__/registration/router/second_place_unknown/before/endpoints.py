from app.users import api as users_api
from app.core import v1, wrap

v1.include_router(users_api.router)
guarded = wrap(users_api.router)
