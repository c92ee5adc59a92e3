try:
    from app.users.models import User
except ImportError:
    from users.models import User
