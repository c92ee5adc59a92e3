from app.core.db import Base
from app.users.models import *  # noqa: F403

target_metadata = Base.metadata
