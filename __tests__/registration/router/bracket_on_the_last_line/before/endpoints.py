from app.users import api as users_api
from app.core import app

routers = [app.router,
           users_api.router]
