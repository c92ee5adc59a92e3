from pydantic import BaseModel, ConfigDict, EmailStr, Field


class UsuarioBase(BaseModel):
    email: EmailStr
    nombre: str = Field(min_length=1, max_length=100)
    telefono: str | None = Field(default=None, max_length=20)


class UsuarioCreate(UsuarioBase):
    pass


class UsuarioUpdate(BaseModel):
    email: EmailStr | None = None
    nombre: str | None = Field(default=None, min_length=1, max_length=100)
    telefono: str | None = Field(default=None, max_length=20)


class UsuarioOut(UsuarioBase):
    model_config = ConfigDict(from_attributes=True)

    id: int
