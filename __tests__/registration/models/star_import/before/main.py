from app.users.models import *
from app.core.db import engine

Base.metadata.create_all(bind=engine)
