from app.users.models import User

Invoice = None
