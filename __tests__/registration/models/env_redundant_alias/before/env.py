from app.core.db import Base
from app.users.models import User as User

target_metadata = Base.metadata
