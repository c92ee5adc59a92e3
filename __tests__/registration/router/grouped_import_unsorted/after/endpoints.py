from app import (
    users,
    auth,  # sign in
    invoices,
)
from app.core import router

router.include_router(users.router)
router.include_router(invoices.router)
