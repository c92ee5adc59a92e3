from app.core import app
from app.invoices.api import router as invoices_router
from app.users.routes.v1 import user_router

app.include_router(user_router)
app.include_router(invoices_router)
