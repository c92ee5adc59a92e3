from app.core.exceptions import ConflictError, NotFoundError


class InvoiceNotFoundError(NotFoundError):
    def __init__(self, invoice_id: int) -> None:
        super().__init__(f'Invoice {invoice_id} not found')


class InvoiceAlreadyExistsError(ConflictError):
    def __init__(self, number: str) -> None:
        super().__init__(f'Invoice with number {number} already exists')
