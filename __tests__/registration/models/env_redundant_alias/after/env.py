from app.core.db import Base
from app.invoices.models import Invoice as Invoice
from app.users.models import User as User

target_metadata = Base.metadata
