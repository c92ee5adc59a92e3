from sqlalchemy import Column, Integer, String

from app.core.db import Base


class Invoice(Base):
    __tablename__ = "invoices"

    id = Column(Integer, primary_key=True, index=True)
    number = Column(String(120), nullable=False)
