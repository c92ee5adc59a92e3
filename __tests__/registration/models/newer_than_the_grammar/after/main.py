import app.invoices.models as invoices_models
import app.users.models as users_models
from fastapi import FastAPI

from app.core.db import engine


class Box[T = int]:
    pass


users_models.Base.metadata.create_all(bind=engine)
invoices_models.Base.metadata.create_all(bind=engine)
