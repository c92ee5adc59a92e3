from app.core import app
from app.order_items import api as order_items_api
from app.users import api as users_api

app.include_router(users_api.router, prefix="/api/v1/user", tags=["user"])
app.include_router(
    order_items_api.router, prefix="/api/v1/order-item", tags=["order_item"]
)
