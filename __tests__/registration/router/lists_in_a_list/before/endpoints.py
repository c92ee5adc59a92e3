from itertools import chain

from fastapi import APIRouter

from app.items.routers import ItemController
from app.users.routers import UserController, UserStaffController

api_router = APIRouter()
for router in chain.from_iterable([
    # people
    [UserController.router, UserStaffController.router],
    [ItemController.router],
]):
    api_router.include_router(router)
