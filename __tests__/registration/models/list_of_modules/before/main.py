from app.core.db import engine
from app.users import models as users_models
from app.items import models as items_models

MODELS = [
    users_models,
    items_models,
]

for module in MODELS:
    module.Base.metadata.create_all(bind=engine)
