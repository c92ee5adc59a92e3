from pydantic import BaseModel, ConfigDict, EmailStr, Field


class UserBase(BaseModel):
    email: EmailStr
    nombre: str = Field(min_length=1, max_length=100)
    telefono: str | None = Field(default=None, max_length=20)


class UserCreate(UserBase):
    pass


class UserUpdate(BaseModel):
    email: EmailStr | None = None
    nombre: str | None = Field(default=None, min_length=1, max_length=100)
    telefono: str | None = Field(default=None, max_length=20)


class UserOut(UserBase):
    model_config = ConfigDict(from_attributes=True)

    id: int
