from fastapi import FastAPI

from app.api.v1.endpoints import router as v1_router
from app.core.db import engine
from app.invoices import models as invoices_models
from app.users import models as user_models

user_models.Base.metadata.create_all(bind=engine)
invoices_models.Base.metadata.create_all(bind=engine)

app = FastAPI()
app.include_router(v1_router, prefix="/api/v1")
