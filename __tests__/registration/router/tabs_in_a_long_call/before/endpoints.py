from fastapi import APIRouter, Depends

from app.core.auth import get_current_user
from app.users.api import router as users

router = APIRouter()
router.include_router(users, tags=["users"], dependencies=[Depends(get_current_user)])

SAMPLE = {
	"users": [1, 2],
}
