from app.core import router
from app.users import api as users_api
from app.invoices.api import router as bills

for each in [users_api.router, bills]:
    router.include_router(each)
