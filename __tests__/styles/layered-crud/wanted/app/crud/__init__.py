from app.crud.invoice import (
    create_invoice,
    delete_invoice,
    get_invoice,
    get_invoices,
    update_invoice,
)
from app.crud.user import (
    create_user,
    delete_user,
    get_user,
    get_user_by_email,
    get_users,
    update_user,
)

__all__ = [
    "create_invoice",
    "create_user",
    "delete_invoice",
    "delete_user",
    "get_invoice",
    "get_invoices",
    "get_user",
    "get_user_by_email",
    "get_users",
    "update_invoice",
    "update_user",
]
