from app.database import Base, Session, engine
from app.invoices.models import Invoice  # noqa: F401
from app.users.models import User

Base.metadata.create_all(bind=engine)
Session().add(User(name="admin"))
