from app.users import models as users_models
from app.core.db import engine

invoices_models = ["a"]
users_models.Base.metadata.create_all(bind=engine)
