from fastapi import Depends

from app.core import app
from app.limits import users_limit
from app.users import api as users_api

app.include_router(users_api.router, dependencies=[Depends(users_limit)])
