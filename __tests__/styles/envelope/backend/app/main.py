from fastapi import FastAPI

from app.common.database import Base, engine
from app.users.routers import router as users_router

Base.metadata.create_all(bind=engine)

app = FastAPI(title="Library")

app.include_router(users_router, prefix="/api/users", tags=["Users"])


@app.get("/health")
def health():
    return {"status": "ok"}
