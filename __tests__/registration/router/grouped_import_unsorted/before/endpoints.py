from app import (
    users,
    auth,  # sign in
)
from app.core import router

router.include_router(users.router)
