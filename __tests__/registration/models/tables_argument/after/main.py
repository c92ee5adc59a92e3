from app.core.db import Base, engine
from app.invoices.models import Invoice
from app.items.models import Item
from app.users.models import User

Base.metadata.create_all(engine, tables=[User.__table__, Item.__table__, Invoice.__table__])
