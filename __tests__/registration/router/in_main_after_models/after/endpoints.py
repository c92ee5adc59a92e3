from fastapi import FastAPI

from app.core.db import engine
from app.invoices import api as invoices_api
from app.invoices import models as invoices_models
from app.users import api as users_api, models as users_models

users_models.Base.metadata.create_all(bind=engine)
invoices_models.Base.metadata.create_all(bind=engine)

app = FastAPI()


@app.get("/health")
def health():
    return {}


app.include_router(users_api.router)
app.include_router(invoices_api.router)
