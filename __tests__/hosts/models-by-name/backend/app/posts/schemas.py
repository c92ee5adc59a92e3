from pydantic import BaseModel, ConfigDict


class PostCreate(BaseModel):
    title: str


class PostRead(PostCreate):
    model_config = ConfigDict(from_attributes=True)

    id: int
