from app.core import app
from app.users import api as users_api

if __name__ == "__main__":
    app.include_router(users_api.router)
    app.run()
