from fastapi import FastAPI
from app.users import routes as user_routes
from app.invoices import routes as invoices_routes

app = FastAPI()
app.include_router(user_routes.router, prefix="/users", tags=["users"]),
app.include_router(invoices_routes.router, prefix="/invoices", tags=["invoices"])
