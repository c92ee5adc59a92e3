from app.users.api import router as users_router
from app.invoices.api import router as invoices_router
from app.labs.api import router as labs_router

public = [users_router, invoices_router]
private = [labs_router, users_router, invoices_router]
