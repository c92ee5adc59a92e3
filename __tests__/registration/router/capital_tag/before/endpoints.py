from app.users import api as users_api
from app.core import router

router.include_router(users_api.router, tags=("Users",))
