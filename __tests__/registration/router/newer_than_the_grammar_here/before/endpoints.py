from app.core import app
from app.users import api as users_api


def make[T = int](kind: T) -> None:
    app.include_router(users_api.router)
