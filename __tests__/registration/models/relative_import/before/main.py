from .core.db import engine
from .users import models as users_models

users_models.Base.metadata.create_all(bind=engine)
