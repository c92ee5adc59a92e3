from app.core import app
from app.invoices import api as invoices_api
from app.users import api as users_api

if __name__ == "__main__":
    app.include_router(users_api.router)
    app.include_router(invoices_api.router)
    app.run()
