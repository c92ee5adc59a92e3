from app.core import app
from app.security import require
from app.users import api as users_api

app.include_router(users_api.router, dependencies=[require("users:read")])
