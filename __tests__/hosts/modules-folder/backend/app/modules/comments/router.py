from typing import Annotated

from fastapi import APIRouter, Depends

from app.modules.comments.schemas import CommentCreate, CommentRead
from app.modules.comments.service import CommentService

router = APIRouter(prefix="/comments", tags=["comments"])

Service = Annotated[CommentService, Depends()]


@router.get("")
async def list_comments(service: Service) -> list[CommentRead]:
    return await service.all()


@router.post("", status_code=201)
async def create_comment(service: Service, data: CommentCreate) -> CommentRead:
    return await service.create(data)
