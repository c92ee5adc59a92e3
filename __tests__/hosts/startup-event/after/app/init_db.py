from app.db import Base, engine
from app.invoices.models import Invoice
from app.posts.models import Post
from app.users.models import User

MODELS = [User, Post, Invoice]


def init_db() -> None:
    Base.metadata.create_all(bind=engine, tables=[model.__table__ for model in MODELS])
