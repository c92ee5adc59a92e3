from fastapi import FastAPI

from app.invoices.routes import router as invoices_router
from app.lifespan import lifespan
from app.tags.routes import router as tags_router
from app.users.routes import router as users_router

app = FastAPI(title='Dict', lifespan=lifespan)

ROUTERS = {
    '/users': users_router,
    '/tags': tags_router,
    '/invoices': invoices_router,
}

for prefix, router in ROUTERS.items():
    app.include_router(router, prefix=prefix, tags=[prefix.strip('/')])
