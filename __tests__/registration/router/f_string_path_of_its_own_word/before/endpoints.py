from app.core import API, app
from app.users import api as users_api

app.include_router(users_api.router, prefix=f"{API}/people")
