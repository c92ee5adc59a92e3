from typing import Optional

from pydantic import BaseModel, ConfigDict, Field


class UserIn(BaseModel):
    login: str = Field(min_length=1, max_length=40)
    city: Optional[str] = Field(default=None, max_length=80)


class UserPatch(BaseModel):
    login: Optional[str] = Field(default=None, min_length=1, max_length=40)
    city: Optional[str] = Field(default=None, max_length=80)


class UserOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: int
    login: str
    city: Optional[str]
