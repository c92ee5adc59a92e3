from pydantic import BaseModel, ConfigDict, Field


class UserBase(BaseModel):
    username: str = Field(min_length=1, max_length=32)
    bio: str | None = Field(default=None, max_length=200)


class UserCreate(UserBase):
    pass


class UserUpdatePartial(BaseModel):
    username: str | None = Field(default=None, min_length=1, max_length=32)
    bio: str | None = Field(default=None, max_length=200)


class User(UserBase):
    model_config = ConfigDict(from_attributes=True)

    id: int
