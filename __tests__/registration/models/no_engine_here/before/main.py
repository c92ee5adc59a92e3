from app.core import db
from app.users import models as m

users_models = m
users_models.Base.metadata.create_all(bind=db.engine)
