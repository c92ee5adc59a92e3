"""The service. Start it with `uvicorn app:app`."""

from fastapi import FastAPI

from .db import Base, engine
from .invoices import views as _invoices
from .items import views as _items
from .users import views as _users

__version__ = "1.4.0"

app = FastAPI(version=__version__)

app.include_router(_items.router, tags=["Items"])
app.include_router(_users.router, tags=["Users"])
app.include_router(_invoices.router, tags=["Invoices"])

Base.metadata.create_all(engine)
