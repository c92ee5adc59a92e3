from fastapi import FastAPI

import items.models  # noqa: F401
import orders.models  # noqa: F401
import users.models  # noqa: F401
from database import Base, engine
from items.router import router as items_router
from orders.router import router as orders_router
from users.router import router as users_router

Base.metadata.create_all(bind=engine)

app = FastAPI()

app.include_router(items_router)
app.include_router(users_router)
app.include_router(orders_router)
