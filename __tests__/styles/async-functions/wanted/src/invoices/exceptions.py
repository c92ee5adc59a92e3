from src.exceptions import Conflict, NotFound


class InvoiceNotFound(NotFound):
    DETAIL = "Invoice not found"


class NumberTaken(Conflict):
    DETAIL = "Number is already taken"
