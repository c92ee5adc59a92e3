from feedback.models import FeedbackEvent, DocLayoutProfile
from models.user import User

__all__ = [
    "FeedbackEvent",
    "DocLayoutProfile",
    "User",
]
