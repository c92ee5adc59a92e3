from datetime import datetime

from pydantic import BaseModel, ConfigDict, EmailStr, Field


class UserCreate(BaseModel):
    email: EmailStr
    name: str = Field(..., min_length=1, max_length=100)
    nickname: str | None = Field(None, max_length=50)


class UserUpdate(BaseModel):
    email: EmailStr | None = None
    name: str | None = Field(None, min_length=1, max_length=100)
    nickname: str | None = Field(None, max_length=50)


class UserResponse(BaseModel):
    id: int
    email: EmailStr
    name: str
    nickname: str | None
    created_at: datetime

    model_config = ConfigDict(from_attributes=True)
