from app.core.db import Base
from app.posts.models import Post
from app.users.models import User

_ = (User, Post)
target_metadata = Base.metadata
