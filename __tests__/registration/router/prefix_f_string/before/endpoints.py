from app.core import app, settings
from app.users import api as users_api

app.include_router(users_api.router, prefix=f"{settings.API}/users", tags=["Users"])
