from app.users import api as users_api
from app.invoices import api as invoices_api
from app.core import router

router.include_router(users_api.router, prefix="/users", tags=["Users and friends"])
router.include_router(invoices_api.router, prefix="/invoices")
