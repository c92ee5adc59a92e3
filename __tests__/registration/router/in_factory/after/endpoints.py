from fastapi import FastAPI
from app.users.router import router as users_router
from app.invoices.router import router as invoices_router

def create_app() -> FastAPI:
    app = FastAPI()
    app.include_router(users_router)
    app.include_router(invoices_router)
    return app

app = create_app()
