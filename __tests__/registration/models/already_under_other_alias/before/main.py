from app.users import models as users_models
from app.invoices.models import Base as Tables
from app.core.db import engine

users_models.Base.metadata.create_all(bind=engine)
Tables.metadata.create_all(bind=engine)
