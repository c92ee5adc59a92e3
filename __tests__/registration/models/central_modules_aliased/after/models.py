from app.invoices import models as invoices_models
from app.items import models as items_models
from app.users import models as users_models

__all__ = ("invoices_models", "items_models", "users_models")
