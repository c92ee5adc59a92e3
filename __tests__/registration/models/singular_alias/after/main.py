from fastapi import FastAPI
from app.core.db import engine
from app.users import models as user_models
from app.invoices import models as invoice_models
from app.expenses import models as expense_models

user_models.Base.metadata.create_all(bind=engine)
expense_models.Base.metadata.create_all(bind=engine)
invoice_models.Base.metadata.create_all(bind=engine)
app = FastAPI()
