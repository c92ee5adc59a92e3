from app.core import app
from app.users.api import list_users

app.add_api_route("/users", list_users)
