from app.invoices import router as invoices
from app.users import router as users

CONFIG = (
    {
        "router": users.router,
        "prefix": "/api/v1/users",
        "tags": ["users"],
    },
    {
        "router": invoices.router,
        "prefix": "/api/v1/invoices",
        "tags": ["invoices"],
    },
)
