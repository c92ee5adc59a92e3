from sqlalchemy import Column, Integer, String

from app.core.database import Base


class Tag(Base):
    __tablename__ = "tags"

    id = Column(Integer, primary_key=True, index=True)
    label = Column(String(120), nullable=False)
