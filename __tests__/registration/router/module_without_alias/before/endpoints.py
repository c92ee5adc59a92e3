from app.core import app
from app import users as u

app.include_router(u.router)
