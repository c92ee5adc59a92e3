from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.users.models import User
