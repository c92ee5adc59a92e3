from fastapi import APIRouter

try:
    import app.invoices.api
    import app.users.api
except ImportError:
    import app.invoices.api
    import app.users.api

api_router = APIRouter()
api_router.include_router(app.users.api.router, tags=["users"])
api_router.include_router(app.invoices.api.router, tags=["invoices"])
