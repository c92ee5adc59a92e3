from typing import TYPE_CHECKING

from app.core.db import engine

if TYPE_CHECKING:
    from app.users.models import Base
else:
    from app.users import models as user_models

user_models.Base.metadata.create_all(bind=engine)
