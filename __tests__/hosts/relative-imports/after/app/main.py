from fastapi import FastAPI

from .database import engine
from .invoices import models as invoices_models
from .invoices import router as invoices
from .items import models as items_models
from .items import router as items
from .users import models as users_models
from .users import router as users

users_models.Base.metadata.create_all(bind=engine)
items_models.Base.metadata.create_all(bind=engine)
invoices_models.Base.metadata.create_all(bind=engine)

app = FastAPI()

app.include_router(users.router)
app.include_router(items.router)
app.include_router(invoices.router)


@app.get("/", include_in_schema=False)
def root():
    return {"message": "Hello World"}
