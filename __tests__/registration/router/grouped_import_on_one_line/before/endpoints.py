from app import auth, users
from app.core import router

router.include_router(users.router)
