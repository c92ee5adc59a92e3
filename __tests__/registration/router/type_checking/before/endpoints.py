from __future__ import annotations
from typing import TYPE_CHECKING
from app.core import app

if TYPE_CHECKING:
    from app.users import api as users_api


def routes(api: users_api.Thing) -> None:
    from app.users.api import router

    app.include_router(router)
