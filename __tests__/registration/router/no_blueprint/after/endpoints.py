from fastapi import FastAPI
from app.health import router as health_router
from app.invoices import api as invoices_api

app = FastAPI()
app.include_router(health_router)
app.include_router(invoices_api.router, tags=["invoices"])
app.mount("/", object())
