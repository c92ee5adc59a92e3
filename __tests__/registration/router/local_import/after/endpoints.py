from app.core import router


def register():
    from app.invoices.api import router as _invoices
    from app.users.api import router as _users
    router.include_router(_users)
    router.include_router(_invoices)
