from app.items import models as items
from app.users import models as users

target_metadata = [items.Base.metadata, users.Base.metadata]
