from app.core import router
from app.users import crud_users as users_crud, api as users_api


def invoices_api():
    return 1


router.include_router(users_api.router)
