from app.users import router as users

CONFIG = (
    {
        "router": users.router,
        "prefix": "/api/v1/users",
        "tags": ["users"],
    },
)
