from app.core import router


def register():
    from app.users.api import router as _users
    router.include_router(_users)
