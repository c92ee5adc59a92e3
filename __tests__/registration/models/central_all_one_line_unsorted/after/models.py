from .users.models import User
from .invoices.models import Invoice
from .items.models import Item

__all__ = ['User', 'Item', 'Invoice']
