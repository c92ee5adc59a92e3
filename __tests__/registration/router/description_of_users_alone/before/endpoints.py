from app.core import register
from app.users import api as users_api

register(users_api.router, description="People who sign in")
