from fastapi import FastAPI

from app.db import engine
from app.items import models as items_models
from app.items.routes import router as items_router
from app.posts import models as posts_models
from app.posts.routes import router as posts_router
from app.users import models as users_models
from app.users.routes import router as users_router

for models in [users_models, items_models, posts_models]:
    models.Base.metadata.create_all(bind=engine)

app = FastAPI(title='News')

for router in (users_router, items_router, posts_router):
    app.include_router(router, prefix='/api')
