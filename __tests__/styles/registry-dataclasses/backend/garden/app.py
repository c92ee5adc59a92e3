from fastapi import FastAPI

from garden.database import engine
from garden.models import table_registry
from garden.routers import users

table_registry.metadata.create_all(engine)

app = FastAPI()

app.include_router(users.router)


@app.get('/')
def read_root():
    return {'message': 'Hello garden'}
