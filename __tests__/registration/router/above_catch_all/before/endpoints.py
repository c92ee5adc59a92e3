from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from app.users import api as users_api
from app.late import api as late_api

app = FastAPI()
app.include_router(users_api.router)
app.mount("/", StaticFiles(directory="web", html=True))
app.include_router(late_api.router)
