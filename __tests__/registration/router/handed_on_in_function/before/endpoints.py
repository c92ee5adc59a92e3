from app.core import router as api
from app.users import api as users_api
from app.labs import api as labs_api


def build(root):
    root.include_router(users_api.router)
    def later():
        return root
    root.include_router(labs_api.router)
    return root
