from fastapi import FastAPI
from app.database import Base, engine
from app.users import models as user_models  # noqa: F401
from app.invoices import models as invoice_models  # noqa: F401
from app.items import models as item_models  # noqa: F401

Base.metadata.create_all(bind=engine)

app = FastAPI()
