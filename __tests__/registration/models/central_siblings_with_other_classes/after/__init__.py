from feedback.models import FeedbackEvent, DocLayoutProfile
from invoices.models import Invoice
from models.user import User

__all__ = [
    "FeedbackEvent",
    "DocLayoutProfile",
    "User",
    "Invoice",
]
