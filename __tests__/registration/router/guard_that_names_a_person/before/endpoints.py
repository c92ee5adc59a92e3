from fastapi import Depends

from app.auth import fastapi_users, get_current_user
from app.core import app
from app.users import api as users_api

app.include_router(users_api.router, dependencies=[Depends(get_current_user), Depends(fastapi_users.current_user())])
