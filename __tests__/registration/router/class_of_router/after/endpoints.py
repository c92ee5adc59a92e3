from app.core import app
from app.invoices.controller import InvoiceController
from app.users.controller import UserController

app.include_router(UserController.router)
app.include_router(InvoiceController.router)
