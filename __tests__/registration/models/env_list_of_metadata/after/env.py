from app.invoices import models as invoices
from app.items import models as items
from app.users import models as users

target_metadata = [invoices.Base.metadata, items.Base.metadata, users.Base.metadata]
