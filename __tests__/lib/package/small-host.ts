// A small backend whose handlers store records themselves, and load one by a dependency.
import { DATABASE } from '../sample.js';

export const SMALL_HOST: Readonly<Record<string, string>> = {
  '/b/.git/HEAD': '',
  '/b/app/main.py':
    'from fastapi import FastAPI\nfrom app.users.router import router\n\napp = FastAPI()\napp.include_router(router)\n',
  '/b/app/database.py': DATABASE,
  '/b/app/auth.py': `from fastapi import HTTPException
from fastapi.security import OAuth2PasswordBearer

oauth2_scheme = OAuth2PasswordBearer(tokenUrl="/token")


def get_current_user(token: str = Depends(oauth2_scheme), db: Session = Depends(get_db)) -> User:
    if token != "x":
        raise HTTPException(status_code=401)
    return User()
`,
  '/b/app/users/models.py': `from sqlalchemy.orm import Mapped, mapped_column
from app.database import Base


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
`,
  '/b/app/users/schemas.py':
    'from pydantic import BaseModel\n\n\nclass UserCreate(BaseModel):\n    name: str\n\n\nclass UserOut(BaseModel):\n    id: int\n    name: str\n',
  '/b/app/users/dependency.py': `from fastapi import Depends, HTTPException
from sqlalchemy.orm import Session
from app.database import get_db
from app.users.models import User


def get_user_by_id(user_id: int, db: Session = Depends(get_db)) -> User:
    user = db.get(User, user_id)
    if user is None:
        raise HTTPException(status_code=404, detail="User not found")
    return user
`,
  '/b/app/users/router.py': `from fastapi import APIRouter, Depends
from sqlalchemy.orm import Session
from app.auth import get_current_user
from app.database import get_db
from app.users.dependency import get_user_by_id
from app.users.models import User
from app.users.schemas import UserCreate, UserOut

router = APIRouter(prefix="/users")


@router.get("/{user_id}", response_model=UserOut)
def get_user(user: User = Depends(get_user_by_id), current_user: User = Depends(get_current_user)):
    return user


@router.post("/", response_model=UserOut)
def create_user(data: UserCreate, db: Session = Depends(get_db), current_user: User = Depends(get_current_user)):
    user = User(**data.model_dump())
    db.add(user)
    db.commit()
    db.refresh(user)
    return user
`,
};
