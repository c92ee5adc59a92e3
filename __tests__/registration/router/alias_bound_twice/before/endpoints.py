from app.core import router
from app.users import api as users_api
from app.labs import api as users_api

router.include_router(users_api.router)
