from ..core import router
from ..invoices.api import router as invoices_router
from ..items.api import router as items_router
from ..users.api import router as users_router

router.include_router(users_router)
router.include_router(items_router)
router.include_router(invoices_router)
