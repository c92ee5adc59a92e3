from app.core import app
from app import users as u
from app import invoices

app.include_router(u.router)
app.include_router(invoices.router)
