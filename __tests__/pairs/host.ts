/** The backend of a team that has made these choices: its application, its database, its sign-in and its users. */
import type { Choices } from './choices.js';
import { layerFiles } from './layers.js';
import { routerFile } from './router.js';
import { Speller } from './speller.js';

export type Files = Readonly<Record<string, string>>;

/** The files of the backend by their paths; Python imports from its folder. */
export function hostOf(chosen: Choices): Files {
  const say = new Speller(chosen);
  const modules: Files = {
    database: database(say),
    ...(chosen.raises === 'own' ? { exceptions: EXCEPTIONS } : {}),
    auth: auth(say),
    [say.place.models]: models(say),
    [say.place.schemas]: schemas(say),
    ...layerFiles(say),
    [say.place.router]: routerFile(say),
    main: main(say),
  };
  const folders = new Set(Object.keys(modules).map((module) => module.split('.').slice(0, -1).join('/')));
  const name = (folder: string): string => ['app', ...(folder === '' ? [] : [folder]), '__init__.py'].join('/');
  return {
    'requirements.txt':
      chosen.pydantic === '1' ? 'fastapi==0.95.2\npydantic<2\nsqlalchemy<2\n' : 'fastapi\npydantic>=2\nsqlalchemy>=2\n',
    ...Object.fromEntries([...folders].map((folder) => [name(folder), ''])),
    ...Object.fromEntries(
      Object.entries(modules).map(([module, text]) => [`app/${module.replaceAll('.', '/')}.py`, text]),
    ),
  };
}

function database(say: Speller): string {
  const { isAsync, chosen } = say;
  const isOld = chosen.pydantic === '1';
  const maker = !isAsync ? 'sessionmaker' : isOld ? 'sessionmaker' : 'async_sessionmaker';
  const made = isAsync ? 'create_async_engine' : 'create_engine';
  const url = isAsync ? 'sqlite+aiosqlite:///./app.db' : 'sqlite:///./app.db';
  const given = isAsync ? '' : ', connect_args={"check_same_thread": False}';
  const options = isAsync || chosen.orm === 'sqlmodel' ? `, class_=${say.sessionClass}, expire_on_commit=False` : '';
  const base = {
    mapped: '\n\nclass Base(DeclarativeBase):\n    pass\n',
    column: '\nBase = declarative_base()\n',
    sqlmodel: '',
  }[chosen.orm];
  const orm = [
    ...(chosen.orm === 'mapped' ? ['DeclarativeBase'] : chosen.orm === 'column' ? ['declarative_base'] : []),
    ...(isAsync ? [] : chosen.orm === 'sqlmodel' ? [] : ['Session']),
    ...(maker === 'sessionmaker' ? ['sessionmaker'] : []),
  ];
  const begin = chosen.commits === 'dependency' ? '.begin()' : '()';
  const alias = `\n\nSessionDep = Annotated[${say.sessionClass}, Depends(get_db)]\n`;
  return `${chosen.given === 'alias' ? 'from typing import Annotated\n\nfrom fastapi import Depends\n' : ''}${
    isAsync
      ? `from sqlalchemy.ext.asyncio import ${[chosen.orm === 'sqlmodel' ? '' : 'AsyncSession', isOld ? '' : 'async_sessionmaker', made].filter(Boolean).join(', ')}\n`
      : 'from sqlalchemy import create_engine\n'
  }${orm.length > 0 ? `from sqlalchemy.orm import ${orm.join(', ')}\n` : ''}${
    chosen.orm !== 'sqlmodel'
      ? ''
      : isAsync
        ? 'from sqlmodel.ext.asyncio.session import AsyncSession\n'
        : 'from sqlmodel import Session\n'
  }
engine = ${made}("${url}"${given})
SessionLocal = ${maker}(bind=engine${options})
${base}

${say.def} get_db():
    ${isAsync ? 'async ' : ''}with SessionLocal${begin} as db:
        yield db
${chosen.given === 'alias' ? alias : ''}`;
}

function models(say: Speller): string {
  const { chosen } = say;
  const isUuid = chosen.key === 'uuid';
  const uuid = isUuid ? 'import uuid\n\n' : '';
  const base = say.from(say.place.models, 'database', 'Base');
  if (chosen.orm === 'sqlmodel') {
    const key = isUuid
      ? 'id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)'
      : 'id: int | None = Field(default=None, primary_key=True)';
    return `${uuid}from sqlmodel import Field, SQLModel


class User(SQLModel, table=True):
    __tablename__ = "users"

    ${key}
    email: str = Field(unique=True, index=True)
    name: str
`;
  }
  if (chosen.orm === 'mapped') {
    const key = isUuid
      ? 'id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)'
      : 'id: Mapped[int] = mapped_column(primary_key=True)';
    return `${uuid}from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

${base}

class User(Base):
    __tablename__ = "users"

    ${key}
    email: Mapped[str] = mapped_column(String(255), unique=True, index=True)
    name: Mapped[str] = mapped_column(String(100))
`;
  }
  const key = isUuid
    ? 'id = Column(Uuid, primary_key=True, default=uuid.uuid4)'
    : 'id = Column(Integer, primary_key=True, index=True)';
  return `${uuid}from sqlalchemy import Column, ${isUuid ? 'String, Uuid' : 'Integer, String'}

${base}

class User(Base):
    __tablename__ = "users"

    ${key}
    email = Column(String(255), unique=True, index=True, nullable=False)
    name = Column(String(100), nullable=False)
`;
}

function schemas({ chosen, keyType, shown }: Speller): string {
  const base = chosen.orm === 'sqlmodel' ? 'SQLModel' : 'BaseModel';
  const isOld = chosen.pydantic === '1';
  const names = isOld || base === 'SQLModel' ? base : `${base}, ConfigDict`;
  const config = isOld
    ? '\n    class Config:\n        orm_mode = True\n'
    : base === 'SQLModel'
      ? ''
      : '\n    model_config = ConfigDict(from_attributes=True)\n';
  return `${keyType === 'int' ? '' : 'import uuid\n'}from typing import Optional

from ${base === 'SQLModel' ? 'sqlmodel' : 'pydantic'} import ${names}


class UserBase(${base}):
    email: str
    name: str


class UserCreate(UserBase):
    pass


class UserUpdate(${base}):
    email: Optional[str] = None
    name: Optional[str] = None


class ${shown}(UserBase):
    id: ${keyType}
${config}${chosen.list === 'total' ? `\n\nclass UserList(${base}):\n    items: list[${shown}]\n    total: int\n` : ''}`;
}

const EXCEPTIONS = `class NotFoundError(Exception):
    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class ConflictError(Exception):
    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
`;

const HANDLERS = `

@app.exception_handler(NotFoundError)
def missing(request: Request, error: NotFoundError) -> JSONResponse:
    return JSONResponse(status_code=404, content={"detail": error.message})


@app.exception_handler(ConflictError)
def taken(request: Request, error: ConflictError) -> JSONResponse:
    return JSONResponse(status_code=409, content={"detail": error.message})
`;

/** Whoever is registered signs in by an email address alone, which is the token, too. */
function auth(say: Speller): string {
  const { def, aw, chosen } = say;
  const user = say.from('auth', say.place.models, 'User');
  const stored = chosen.commits === 'dependency' ? 'flush' : 'commit';
  return `from functools import wraps

from fastapi import APIRouter, Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer
from pydantic import BaseModel
${say.imports(true)}
${say.importOfSession('auth')}${user}
router = APIRouter(tags=["auth"])
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")


class Login(BaseModel):
    email: str


${def} get_current_user(${say.session}, token: str = Depends(oauth2_scheme)) -> User:
    user = ${say.first('User.email == token')}
    if user is None:
        raise HTTPException(status_code=401, detail="Could not validate credentials")
    return user


def is_welcome(user: User) -> bool:
    return user.email != "eve@example.com"


def not_for(*emails: str):
    def decorator(func):
        @wraps(func)
        ${def} wrapper(*args, **kwargs):
            current_user = kwargs.get("current_user")
            if current_user is None or current_user.email in emails:
                raise HTTPException(status_code=403, detail="Not welcome")
            return ${aw}func(*args, **kwargs)

        return wrapper

    return decorator


@router.post("/register", status_code=201)
${def} register(data: Login, ${say.session}) -> dict[str, str]:
    if ${say.first('User.email == data.email')} is None:
        db.add(User(email=data.email, name=data.email))
        ${aw}db.${stored}()
    return {"email": data.email}


@router.post("/token")
def token(data: Login) -> dict[str, str]:
    return {"access_token": data.email, "token_type": "bearer"}
`;
}

function main(say: Speller): string {
  const { chosen, isAsync } = say;
  const metadata = chosen.orm === 'sqlmodel' ? 'SQLModel.metadata' : 'Base.metadata';
  const names = chosen.orm === 'sqlmodel' ? 'engine' : 'Base, engine';
  const prefix = chosen.prefix === 'include' ? ', prefix="/users", tags=["users"]' : '';
  const lifespan = `@asynccontextmanager
async def lifespan(app: FastAPI):
    async with engine.begin() as connection:
        await connection.run_sync(${metadata}.create_all)
    yield


app = FastAPI(title="Shop", lifespan=lifespan)
`;
  const plain = `${metadata}.create_all(bind=engine)\n\napp = FastAPI(title="Shop")\n`;
  return `${isAsync ? 'from contextlib import asynccontextmanager\n\n' : ''}from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
${chosen.orm === 'sqlmodel' ? 'from sqlmodel import SQLModel\n' : ''}
${say.from('main', 'auth', 'router as auth_router')}${say.importOfRaised('main')}${say.from('main', 'database', names)}${say.from('main', say.place.router, 'router as users_router')}
${isAsync ? `\n${lifespan}` : plain}
app.include_router(auth_router)
app.include_router(users_router${prefix})

${chosen.raises === 'own' ? HANDLERS : ''}
@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}
`;
}
