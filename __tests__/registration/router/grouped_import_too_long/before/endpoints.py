from app.features import accounts, authentication, notifications, users
from app.core import router

router.include_router(users.router)
