import app.items.api
import app.users.api

routers = [
    app.users.api.router,
    app.items.api.router
]
