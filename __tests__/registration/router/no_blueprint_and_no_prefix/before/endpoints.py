import app.core
from app.core import v1

v1.include_router(app.core.health, tags=["health"])
