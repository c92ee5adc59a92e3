from pydantic import BaseModel, ConfigDict


class OrderCreate(BaseModel):
    reference: str


class OrderRead(OrderCreate):
    model_config = ConfigDict(from_attributes=True)

    id: int
