from app.core.db import Base
from app.invoices.models import Invoice
from app.users.models.account import Account

target_metadata = Base.metadata
