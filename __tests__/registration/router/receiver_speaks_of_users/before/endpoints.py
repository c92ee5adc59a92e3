from app.core import users_v1
from app.users import api as users_api

users_v1.include_router(users_api.router)
