from app.core import Tags, app
from app.users import api as users_api

app.include_router(users_api.router, tags=[Tags.users], include_in_schema=True)
