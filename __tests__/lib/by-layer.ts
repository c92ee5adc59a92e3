// A backend by layer: models, schemas and crud in folders of their own, and routers in app/api/routes.
import { DATABASE } from './sample.js';

const route = (one: string, many: string): string => `from fastapi import APIRouter, Depends

from app import crud
from app.database import get_db
from app.schemas.${one} import ${capital(one)}Create

router = APIRouter()


@router.post("/")
def create_${one}(data: ${capital(one)}Create, db=Depends(get_db)):
    return crud.create_${one}(db, data)


@router.get("/")
def list_${many}(db=Depends(get_db)):
    return []
`;

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const model = (one: string, many: string): string => `from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base


class ${capital(one)}(Base):
    __tablename__ = "${many}"

    id: Mapped[int] = mapped_column(primary_key=True)
`;

const schema = (one: string): string =>
  `from pydantic import BaseModel\n\n\nclass ${capital(one)}Create(BaseModel):\n    name: str\n`;

const crud = (one: string): string =>
  `from app.models.${one} import ${capital(one)}\n\n\ndef create_${one}(db, data):\n    return ${capital(one)}()\n`;

export const BY_LAYER: Readonly<Record<string, string>> = {
  'pyproject.toml': '',
  'app/__init__.py': '',
  'app/main.py': `from fastapi import FastAPI

from app.api.main import api_router
from app.database import engine
from app.models import Base

Base.metadata.create_all(bind=engine)
app = FastAPI()
app.include_router(api_router, prefix="/api")
`,
  'app/database.py': DATABASE,
  'app/api/__init__.py': '',
  'app/api/main.py': `from fastapi import APIRouter

from app.api.routes import health, items, users

api_router = APIRouter()
api_router.include_router(health.router)
api_router.include_router(users.router, prefix="/users", tags=["users"])
api_router.include_router(items.router, prefix="/items", tags=["items"])
`,
  'app/api/routes/__init__.py': '',
  'app/api/routes/health.py': 'from fastapi import APIRouter\n\nrouter = APIRouter()\n',
  'app/api/routes/items.py': route('item', 'items'),
  'app/api/routes/users.py': route('user', 'users'),
  'app/models/__init__.py': `from app.database import Base
from app.models.item import Item
from app.models.user import User

__all__ = ["Base", "Item", "User"]
`,
  'app/models/item.py': model('item', 'items'),
  'app/models/user.py': model('user', 'users'),
  'app/schemas/__init__.py': 'from .item import ItemCreate\nfrom .user import UserCreate\n',
  'app/schemas/item.py': schema('item'),
  'app/schemas/user.py': schema('user'),
  'app/crud/__init__.py': 'from .item import *\nfrom .user import *\n',
  'app/crud/item.py': crud('item'),
  'app/crud/user.py': crud('user'),
};
