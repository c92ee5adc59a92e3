from app.core import router
from app.users import api as users_api

"""
from app.invoices import api as invoices_api
router.include_router(invoices_api.router)
"""
router.include_router(users_api.router)
# router.include_router(invoices_api.router)