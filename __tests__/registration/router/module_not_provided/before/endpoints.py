from app.core import app
from app.users import routes as users_routes

app.include_router(users_routes.router)
