from app.core import app
from app.users.api import app as users_app

app.mount("/users", users_app)
