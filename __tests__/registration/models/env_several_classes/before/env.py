from app.core.db import Base
from app.users.models import Role, User, UserProfile
from app.items.models import Item

target_metadata = Base.metadata
