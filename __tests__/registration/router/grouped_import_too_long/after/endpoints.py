from app.features import (
    accounts,
    authentication,
    invoices,
    notifications,
    users,
)
from app.core import router

router.include_router(users.router)
router.include_router(invoices.router)
