from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator

Email = Annotated[str, Field(max_length=254, pattern=r"^[^@\s\x00]+@[^@\s\x00]+$")]
# PostgreSQL cannot store NUL in a string.
FullName = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00]*$")]


class UserBase(BaseModel):
    email: Email
    full_name: FullName | None = None
    is_active: bool = True


class UserCreate(UserBase):
    pass


class UserUpdate(BaseModel):
    email: Email | None = None
    full_name: FullName | None = None
    is_active: bool | None = None

    @field_validator("email", "is_active")
    @classmethod
    def refuse_null(cls, value: object) -> object:
        if value is None:
            msg = "may be left out but not null"
            raise ValueError(msg)
        return value


class User(UserBase):
    model_config = ConfigDict(from_attributes=True)

    id: int
