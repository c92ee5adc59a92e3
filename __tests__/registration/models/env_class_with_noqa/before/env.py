from alembic import context

from app.core.db import Base
from app.users.models import User  # noqa

target_metadata = Base.metadata
