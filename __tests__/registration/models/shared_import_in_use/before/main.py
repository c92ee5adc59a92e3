from app.database import Base, Session, engine
from app.users.models import User

Base.metadata.create_all(bind=engine)
Session().add(User(name="admin"))
