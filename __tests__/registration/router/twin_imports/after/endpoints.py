from fastapi import FastAPI

try:
    from app.invoices.api import router as invoices_router
    from app.users.api import router as users_router
except ImportError:
    from invoices.api import router as invoices_router
    from users.api import router as users_router

app = FastAPI()
app.include_router(users_router)
app.include_router(invoices_router)
