from app import auth
from app import users
from app.core import router

router.include_router(auth.router)
router.include_router(users.router)
