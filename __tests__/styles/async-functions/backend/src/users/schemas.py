from pydantic import EmailStr, Field

from src.schemas import CustomModel


class UserBase(CustomModel):
    email: EmailStr
    name: str = Field(min_length=1, max_length=80)
    phone: str | None = Field(default=None, max_length=20)


class UserCreate(UserBase):
    pass


class UserUpdate(CustomModel):
    email: EmailStr | None = None
    name: str | None = Field(default=None, min_length=1, max_length=80)
    phone: str | None = Field(default=None, max_length=20)


class UserRead(UserBase):
    id: int
