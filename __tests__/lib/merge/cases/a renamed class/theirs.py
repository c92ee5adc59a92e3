class AUpdate(Base):
    one: int | None = None
    other: str | None = None
    two: int | None = None
