from fastapi import FastAPI

from app import invoices, items, users
from app.database import Base, engine

app = FastAPI()


@app.on_event("startup")
def create_tables() -> None:
    Base.metadata.create_all(bind=engine)


app.include_router(items.router, prefix="/items", tags=["items"])
app.include_router(users.router, prefix="/users", tags=["users"])
app.include_router(invoices.router, prefix="/invoices", tags=["invoices"])
