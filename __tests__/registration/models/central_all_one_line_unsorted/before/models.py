from .users.models import User
from .items.models import Item

__all__ = ['User', 'Item']
