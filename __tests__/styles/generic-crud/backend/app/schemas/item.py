from typing import Optional

from pydantic import BaseModel, ConfigDict, Field


# Shared properties
class ItemBase(BaseModel):
    title: Optional[str] = Field(None, max_length=100)
    description: Optional[str] = Field(None, max_length=500)


# Properties to receive on item creation
class ItemCreate(ItemBase):
    title: str = Field(max_length=100)


# Properties to receive on item update
class ItemUpdate(ItemBase):
    pass


# Properties shared by models stored in DB
class ItemInDBBase(ItemBase):
    id: int
    title: str
    owner_id: int

    model_config = ConfigDict(from_attributes=True)


# Properties to return to client
class Item(ItemInDBBase):
    pass
