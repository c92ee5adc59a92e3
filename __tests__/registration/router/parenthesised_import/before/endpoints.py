from app.core import router, \
    other
from app.users import (  # noqa: F401
    api as users_api,
    crud,
)

router.include_router(users_api.router); other.include_router(router)
