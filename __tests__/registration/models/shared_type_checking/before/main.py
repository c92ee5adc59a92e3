from typing import TYPE_CHECKING
from app.database import Base, engine

if TYPE_CHECKING:
    from app.users.models import User

Base.metadata.create_all(bind=engine)
