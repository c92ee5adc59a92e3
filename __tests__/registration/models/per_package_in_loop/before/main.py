from app.core.db import engine
from app.items import models as items_models
from app.users import models as users_models

for base in (items_models.Base, users_models.Base):
    base.metadata.create_all(bind=engine)
