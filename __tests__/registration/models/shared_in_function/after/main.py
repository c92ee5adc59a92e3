from app.database import Base, engine


def create_tables():
    from app.invoices.models import Invoice
    from app.items.models import Item
    from app.users.models import User

    Base.metadata.create_all(engine)
