from app.core import app
from app.invoices.api import router as bills
from app.users.api import router as users_router

app.include_router(users_router)
app.include_router(bills)
