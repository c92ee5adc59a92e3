from app.db import Base
from app.users.models import User

target_metadata = Base.metadata
