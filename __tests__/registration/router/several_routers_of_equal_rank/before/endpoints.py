from app.users import admin, members
from app.core import router

router.include_router(admin.router)
router.include_router(members.router)
