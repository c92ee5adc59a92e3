from app.core.db import engine, test_engine
from app.users import models as users_models

if engine:
    users_models.Base.metadata.create_all(bind=engine)
else:
    users_models.Base.metadata.create_all(bind=test_engine)
