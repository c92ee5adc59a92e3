from app.core import app
from app.invoices.api import router as invoices_router
from app.users.auth import router as auth_router
from app.users.members import router as users_router

app.include_router(auth_router)
app.include_router(users_router)
app.include_router(invoices_router)
