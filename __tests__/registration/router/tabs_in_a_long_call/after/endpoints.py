from fastapi import APIRouter, Depends

from app.core.auth import get_current_user
from app.invoices.api import router as invoices
from app.users.api import router as users

router = APIRouter()
router.include_router(users, tags=["users"], dependencies=[Depends(get_current_user)])
router.include_router(
	invoices, tags=["invoices"], dependencies=[Depends(get_current_user)]
)

SAMPLE = {
	"users": [1, 2],
}
