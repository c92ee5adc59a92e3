from pydantic import BaseModel, ConfigDict


class CommentCreate(BaseModel):
    body: str


class CommentRead(CommentCreate):
    model_config = ConfigDict(from_attributes=True)

    id: int
