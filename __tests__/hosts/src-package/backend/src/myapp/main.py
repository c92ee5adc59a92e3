from fastapi import FastAPI

from myapp import routers
from myapp.db import Base, engine

app = FastAPI(title='MyApp')

for router in routers.ALL_ROUTERS:
    app.include_router(router, prefix='/api')

Base.metadata.create_all(engine)
