from pydantic import BaseModel, ConfigDict, EmailStr, Field


class UserSchemaAdd(BaseModel):
    email: EmailStr
    name: str | None = Field(default=None, max_length=100)


class UserSchemaEdit(BaseModel):
    email: EmailStr | None = None
    name: str | None = Field(default=None, max_length=100)


class UserSchema(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: int
    email: EmailStr
    name: str | None
