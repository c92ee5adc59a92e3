from app.users import models
from app.invoices import models as invoices_models
from app.core.db import engine

models.Base.metadata.create_all(bind=engine)
invoices_models.Base.metadata.create_all(bind=engine)
