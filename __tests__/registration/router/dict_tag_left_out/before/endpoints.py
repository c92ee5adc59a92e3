from app.core import Tags
from app.users import api as users_api

ROUTERS = [
    {"router": users_api.router, "tags": [Tags.users]},
]
