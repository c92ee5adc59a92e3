from fastapi import FastAPI

from app.core.db import engine
from app.items import api as items_api
from app.items import models as items_models
from app.users import api as users_api
from app.users import models as users_models

app = FastAPI(title="Both")


@app.on_event("startup")
def create_tables() -> None:
    items_models.Base.metadata.create_all(bind=engine)
    users_models.Base.metadata.create_all(bind=engine)


app.include_router(items_api.router)
app.include_router(users_api.router)
