from .item import Item, ItemCreate, ItemUpdate
from .token import Token, TokenPayload
from .user import User, UserCreate, UserUpdate
