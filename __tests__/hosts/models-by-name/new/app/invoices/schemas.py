from pydantic import BaseModel, ConfigDict


class InvoiceCreate(BaseModel):
    number: str


class InvoiceRead(InvoiceCreate):
    model_config = ConfigDict(from_attributes=True)

    id: int
