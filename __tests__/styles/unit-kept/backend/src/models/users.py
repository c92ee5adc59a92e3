from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from src.database.db import Base
from src.schemas.users import UserSchema


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(255), unique=True)
    name: Mapped[str | None] = mapped_column(String(100))

    def to_read_model(self) -> UserSchema:
        return UserSchema.model_validate(self)
