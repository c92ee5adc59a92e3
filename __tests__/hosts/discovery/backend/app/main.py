import importlib
import pkgutil

from fastapi import FastAPI

from app import features
from app.db import Base, engine

app = FastAPI(title="Features")

for module in pkgutil.iter_modules(features.__path__, prefix="app.features."):
    if module.ispkg:
        importlib.import_module(f"{module.name}.models")
        router = importlib.import_module(f"{module.name}.router").router
        app.include_router(router, prefix="/api")

Base.metadata.create_all(bind=engine)
