from pydantic import BaseModel, ConfigDict


class TagCreate(BaseModel):
    label: str


class TagRead(TagCreate):
    model_config = ConfigDict(from_attributes=True)

    id: int
