from app.users import models as users_models
from app.invoices import models as bills
from app.core.db import engine

users_models.Base.metadata.create_all(bind=engine)
bills.Base.metadata.create_all(bind=engine)
