from fastapi import Depends, FastAPI

from app.core.auth import get_current_user
from app.core.db import Base, engine
from app.invoices import models as invoices_models  # noqa: F401
from app.invoices.router import router as invoices_router
from app.items import models as items_models  # noqa: F401
from app.items.router import router as items_router
from app.users import models as users_models  # noqa: F401
from app.users.router import router as users_router

Base.metadata.create_all(bind=engine)

app = FastAPI(title="Secure")

app.include_router(
    users_router,
    prefix="/api/users",
    tags=["users"],
    dependencies=[Depends(get_current_user)],
    responses={401: {"description": "Not signed in"}},
)
app.include_router(items_router, prefix="/api/items", tags=["items"])
app.include_router(
    invoices_router,
    prefix="/api/invoices",
    tags=["invoices"],
    dependencies=[Depends(get_current_user)],
    responses={401: {"description": "Not signed in"}},
)
