from app.core import v1, health

v1.include_router(health)
