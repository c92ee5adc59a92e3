from pydantic import BaseModel

Exact = Annotated[Decimal, Field(decimal_places=4)]


class Invoice(BaseModel):
    id: int
    exact: Exact
