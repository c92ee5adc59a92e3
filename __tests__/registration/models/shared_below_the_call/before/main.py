from app.database import Base, engine

Base.metadata.create_all(bind=engine)

from app.users import models as users_models  # noqa: F401
