from app.db import Base
from app.invoices.models import Invoice
from app.users.models import User

target_metadata = Base.metadata
