from pydantic import BaseModel, Field


class UserCreateModel(BaseModel):
    username: str = Field(min_length=1, max_length=32)
    about: str | None = Field(default=None, max_length=500)


class UserUpdateModel(BaseModel):
    username: str | None = Field(default=None, min_length=1, max_length=32)
    about: str | None = Field(default=None, max_length=500)


class UserModel(BaseModel):
    id: int
    username: str
    about: str | None

    model_config = {"from_attributes": True}
