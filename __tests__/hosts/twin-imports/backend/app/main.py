from fastapi import FastAPI

try:
    from app.database import Base, engine
    from app.items.routes import router as items_router
    from app.users.routes import router as users_router
except ImportError:  # started from the folder above
    from backend.app.database import Base, engine
    from backend.app.items.routes import router as items_router
    from backend.app.users.routes import router as users_router

Base.metadata.create_all(bind=engine)

app = FastAPI()
app.include_router(items_router)
app.include_router(users_router)
