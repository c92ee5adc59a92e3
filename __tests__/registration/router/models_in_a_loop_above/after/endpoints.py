from fastapi import FastAPI

from app.core.db import engine
from app.invoices import models as invoices_models
from app.invoices.api import router as invoices_router
from app.items.api import router as items_router
from app.users import models as users_models
from app.users.api import router as users_router

app = FastAPI()

for models in [users_models, invoices_models]:
    models.Base.metadata.create_all(bind=engine)

for router in (users_router, items_router, invoices_router):
    app.include_router(router, prefix="/api")
