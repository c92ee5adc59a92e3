from app.crud.user import (
    create_user,
    delete_user,
    get_user,
    get_user_by_email,
    get_users,
    update_user,
)

__all__ = [
    "create_user",
    "delete_user",
    "get_user",
    "get_user_by_email",
    "get_users",
    "update_user",
]
