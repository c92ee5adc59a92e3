from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from app.db import Base, engine
from app.limits import RateLimitMiddleware


def create_app(title: str = 'Blog') -> FastAPI:
    from app.invoices.views import router as invoices
    from app.posts.views import router as posts
    from app.users.views import router as users

    app = FastAPI(title=title)
    app.add_middleware(CORSMiddleware, allow_origins=['*'])
    app.add_middleware(RateLimitMiddleware)

    Base.metadata.create_all(bind=engine)

    app.include_router(posts)
    app.include_router(users)
    app.include_router(invoices)

    @app.get('/health', include_in_schema=False)
    def health() -> dict[str, str]:
        return {'status': 'ok'}

    return app
