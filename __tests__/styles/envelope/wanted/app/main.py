from fastapi import FastAPI

from app.common.database import Base, engine
from app.invoices.routers import router as invoices_router
from app.users.routers import router as users_router

Base.metadata.create_all(bind=engine)

app = FastAPI(title="Library")

app.include_router(users_router, prefix="/api/users", tags=["Users"])
app.include_router(invoices_router, prefix="/api/invoices", tags=["Invoices"])


@app.get("/health")
def health():
    return {"status": "ok"}
