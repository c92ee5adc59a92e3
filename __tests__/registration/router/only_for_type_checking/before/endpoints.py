from typing import TYPE_CHECKING
from app.core import app

if TYPE_CHECKING:
    from app.users.api import router as users_router

app.include_router(users_router)
