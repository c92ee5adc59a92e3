class APatch(Base):
    one: int | None = None
    other: str | None = None
    two: int | None = None
