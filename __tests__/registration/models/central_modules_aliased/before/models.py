from app.items import models as items_models
from app.users import models as users_models

__all__ = ("items_models", "users_models")
