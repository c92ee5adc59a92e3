from app.users import models
from app.core.db import engine

models.Base.metadata.create_all(bind=engine)
