from pydantic import BaseModel, ConfigDict


class UserSchema(BaseModel):
    username: str
    email: str
    nickname: str | None = None


class UserPublic(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: int
    username: str
    email: str
    nickname: str | None


class UserList(BaseModel):
    users: list[UserPublic]


class Message(BaseModel):
    message: str
