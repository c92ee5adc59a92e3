from app.core import app, settings
from app.users import api as users_api

if settings.private:
    app.include_router(users_api.router, prefix="/private")
else:
    app.include_router(users_api.router)
