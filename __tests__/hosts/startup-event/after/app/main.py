from fastapi import FastAPI, Request, Response
from starlette.middleware.base import RequestResponseEndpoint

from app.init_db import init_db
from app.invoices.endpoints import router as invoices_router
from app.posts.endpoints import router as posts_router
from app.users.endpoints import router as users_router

api = FastAPI(title="Startup")
callers: dict[str, int] = {}


@api.middleware("http")
async def limit_calls(request: Request, call_next: RequestResponseEndpoint) -> Response:
    caller = request.client.host if request.client else ""
    callers[caller] = callers.get(caller, 0) + 1
    return Response(status_code=429) if callers[caller] > 30 else await call_next(request)


@api.on_event("startup")
def on_startup() -> None:
    init_db()


api.include_router(users_router, prefix="/api")  # accounts
api.include_router(posts_router, prefix="/api")  # the blog
api.include_router(invoices_router, prefix="/api")

app = api
