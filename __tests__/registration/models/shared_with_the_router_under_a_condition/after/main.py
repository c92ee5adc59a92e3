from fastapi import FastAPI

from app.core.config import settings
from app.core.db import Base, engine
from app.invoices import models as invoices_models  # noqa: F401
from app.users import models as users_models

if settings.with_people:
    from app.users import api as users_api

KNOWN = (users_models.User,)
Base.metadata.create_all(bind=engine)
app = FastAPI()
if settings.with_people:
    app.include_router(users_api.router)
