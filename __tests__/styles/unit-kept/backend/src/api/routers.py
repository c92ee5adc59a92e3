from src.api.users import router as router_users

all_routers = [
    router_users,
]
