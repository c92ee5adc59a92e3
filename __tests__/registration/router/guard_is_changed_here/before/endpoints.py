from fastapi import Depends
from app.core import app, signed_in
from app.users import api as users_api

users_api.router.dependencies.append(Depends(signed_in))
app.include_router(users_api.router)
