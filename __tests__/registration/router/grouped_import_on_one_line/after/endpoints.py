from app import auth, invoices, users
from app.core import router

router.include_router(users.router)
router.include_router(invoices.router)
