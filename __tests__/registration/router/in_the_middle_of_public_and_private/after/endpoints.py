from fastapi import APIRouter, Depends, FastAPI
from app.auth import signed_in
from app.items import api as items_api
from app.users import api as users_api
from app.invoices import api as invoices_api

app = FastAPI()
private = APIRouter(dependencies=[Depends(signed_in)])
private.include_router(users_api.router)
private.include_router(items_api.router)
private.include_router(invoices_api.router)
app.include_router(private)
app.include_router(items_api.public)
