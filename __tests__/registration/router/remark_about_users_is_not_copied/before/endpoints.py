from fastapi import APIRouter

from app.users import api as users_api  # noqa: F401  # keep: registers listeners of users

router = APIRouter()
router.include_router(
    users_api.router,  # type: ignore[arg-type]  # users are typed later
    tags=["users"],
)  # pylint: disable=not-callable # users only
