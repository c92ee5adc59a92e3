from pydantic import BaseModel, ConfigDict


class TeamCreate(BaseModel):
    name: str


class TeamRead(TeamCreate):
    model_config = ConfigDict(from_attributes=True)

    id: int
