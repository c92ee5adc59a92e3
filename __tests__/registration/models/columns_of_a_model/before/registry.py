from sqladmin import ModelView
from app.items.models import Item  # noqa: F401
from app.users.models import Extra, User  # noqa: F401


class ExtraAdmin(ModelView, model=Extra):
    column_list = [Extra.id, Extra.name]
