from app.core import router

try:
    from app.users import api as users_api
except ImportError:
    users_api = None

router.include_router(users_api.router)
