from src.common.repository import SQLAlchemyRepository
from src.users.models import User


class UsersRepository(SQLAlchemyRepository):
    model = User
