from app.core import app; from app.users import api as users_api; X = 1
app.include_router(users_api.router); app.ready = True
