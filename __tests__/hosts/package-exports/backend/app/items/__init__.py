from app.items.models import Item
from app.items.routes import router

__all__ = ["Item", "router"]
