from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from src.database import Base, intpk


class User(Base):
    __tablename__ = "users"

    id: Mapped[intpk]
    email: Mapped[str] = mapped_column(String(320), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    phone: Mapped[str | None] = mapped_column(String(20))
