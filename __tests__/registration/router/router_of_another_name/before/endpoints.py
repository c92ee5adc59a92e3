from app.core import app
from app.users.routes.v1 import user_router

app.include_router(user_router)
