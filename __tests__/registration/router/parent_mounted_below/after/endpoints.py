from fastapi import APIRouter, Depends, FastAPI
from app.users import api as users_api
from app.invoices import api as invoices_api
from app.auth.deps import get_current_user

app = FastAPI()
v1_router = APIRouter(prefix="/api/v1")
v1_router.include_router(users_api.router, tags=["users"])
v1_router.include_router(invoices_api.router, tags=["invoices"])
app.include_router(v1_router, dependencies=[Depends(get_current_user)])
