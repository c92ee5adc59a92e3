from app.core.db import Base
from app.invoices.models import Invoice  # noqa: F401
from app.models.item import Item  # noqa: F401
from app.models.user import User  # noqa: F401

target_metadata = Base.metadata
