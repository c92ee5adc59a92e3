from fastapi import FastAPI
from app.users.api import router as users_router
from app.invoices.api import router as invoices_router

app = FastAPI()
include = app.include_router
include(users_router, tags=["users"])
include(invoices_router, tags=["invoices"])
