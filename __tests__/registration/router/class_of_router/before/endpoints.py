from app.core import app
from app.users.controller import UserController

app.include_router(UserController.router)
