from fastapi import FastAPI
from users import models as user_models
from invoices import models as invoices_models
from database import engine

try:
    user_models.Base.metadata.create_all(engine)
    invoices_models.Base.metadata.create_all(engine)
except Exception as e:
    print(e)

app = FastAPI()
