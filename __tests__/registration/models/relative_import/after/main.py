from .core.db import engine
from .invoices import models as invoices_models
from .users import models as users_models

users_models.Base.metadata.create_all(bind=engine)
invoices_models.Base.metadata.create_all(bind=engine)
