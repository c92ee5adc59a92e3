from fastapi import FastAPI
from app.core.db import engine
from app.users import models as user_models
from app.invoices import models as invoices_models

user_models.Base.metadata.create_all(bind=engine)
invoices_models.Base.metadata.create_all(bind=engine)

app = FastAPI()

from app.users.router import router as users_router
app.include_router(users_router)
