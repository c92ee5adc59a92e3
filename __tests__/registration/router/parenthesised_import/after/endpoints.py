from app.core import router, \
    other
from app.invoices import api as invoices_api  # noqa: F401
from app.users import (  # noqa: F401
    api as users_api,
    crud,
)

router.include_router(users_api.router); router.include_router(invoices_api.router); other.include_router(router)
