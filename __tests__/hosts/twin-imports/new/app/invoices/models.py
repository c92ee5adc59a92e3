from sqlalchemy import Column, Integer, String

from ..database import Base


class Invoice(Base):
    __tablename__ = "invoices"

    id = Column(Integer, primary_key=True, index=True)
    number = Column(String(120), nullable=False)
