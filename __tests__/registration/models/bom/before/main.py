from app.users import models as users_models
engine = None
users_models.Base.metadata.create_all(bind=engine)
