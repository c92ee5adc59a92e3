from app.core import router, options
from app.users import api as users_api

router.include_router(users_api.router, **options)
