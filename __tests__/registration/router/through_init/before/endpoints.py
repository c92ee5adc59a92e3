from app.core import router
from app.users import users_router

router.include_router(users_router)
