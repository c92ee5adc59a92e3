try:
    from app.users import api as users_api
    from app.core import app
except ImportError:
    from .core import app
    from .users import api as users_api

app.include_router(users_api.router)
