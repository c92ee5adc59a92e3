from app.routers import *
from app.core import app

app.include_router(users_router)
