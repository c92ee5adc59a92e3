from app.users import api as users_api
from app.core import app, settings

app.include_router(users_api.router) if settings.users else None
