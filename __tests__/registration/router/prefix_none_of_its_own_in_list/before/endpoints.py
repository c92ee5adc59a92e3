from app.core import app
from app.users import api as users_api

for router in [users_api.router]:
    app.include_router(router)
