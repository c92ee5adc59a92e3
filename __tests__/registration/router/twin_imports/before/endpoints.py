from fastapi import FastAPI

try:
    from app.users.api import router as users_router
except ImportError:
    from users.api import router as users_router

app = FastAPI()
app.include_router(users_router)
