from app.core.db import Base
from app.invoices.models import Invoice
from app.posts.models import Post
from app.users.models import User

_ = (User, Post, Invoice)
target_metadata = Base.metadata
