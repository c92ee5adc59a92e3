from fastapi import Depends
from app.core import wiring as w
from app.users import api as users_api

w.v1.include_router(
    users_api.router,
    tags=['users', "v1"],
    dependencies=[Depends(users_api.signed_in)],  # nobody else
)
