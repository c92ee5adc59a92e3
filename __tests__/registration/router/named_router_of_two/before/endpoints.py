from app.core import v1, v2, health

v1.include_router(health)
v2.include_router(health)
