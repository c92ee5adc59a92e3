import app.invoices.api
import app.items.api
import app.users.api

routers = [
    app.users.api.router,
    app.items.api.router,
    app.invoices.api.router
]
