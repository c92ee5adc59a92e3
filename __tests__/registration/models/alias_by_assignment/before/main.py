from app.users import models as m
from app.core.db import engine

users_models = m
users_models.Base.metadata.create_all(bind=engine)
