from app.users import models as users_models  # 😀
from app.core.db import engine

NAME = "😀 é"; users_models.Base.metadata.create_all(bind=engine)
print("😀")
