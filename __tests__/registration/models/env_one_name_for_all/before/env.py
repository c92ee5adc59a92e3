from app.core.db import Base
from app.items import models  # noqa: F401
from app.users import models  # noqa: F401

target_metadata = Base.metadata
