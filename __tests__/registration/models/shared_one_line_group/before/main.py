from fastapi import FastAPI
from app.database import Base, engine
from app import items, users  # noqa: F401

Base.metadata.create_all(bind=engine)
