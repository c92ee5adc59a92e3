from fastapi import FastAPI
from app.core.db import Base, engine
from app.invoices import models as invoices_models  # noqa: F401

Base.metadata.create_all(bind=engine)
app = FastAPI()
