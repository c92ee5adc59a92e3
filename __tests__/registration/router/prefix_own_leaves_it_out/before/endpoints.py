from app.core import app
from app.users import api as users_api

app.include_router(users_api.router, prefix="/users", tags=["users"])
