from app.core.db import Base
from app.users.models.account import Account

target_metadata = Base.metadata
