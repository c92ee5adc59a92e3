/** Defects of one line each, planted in what is written or in the host: what the proof has to say of each of them. */

/** A text in a file and what is there instead; without `from` the file gets the text at its end. */
type Plant = { readonly path: string; readonly from?: string | RegExp; readonly to: string };

export type Defect = {
  readonly name: string;
  /** The sample backend; `standard` where it is not said. */
  readonly host?: string;
  /** In what the run would write. */
  readonly ours?: readonly Plant[];
  /** In the host, on the disk and in what the run would write of it. */
  readonly theirs?: readonly Plant[];
  /** What is asked for, where it matters. */
  readonly fields?: readonly string[];
  readonly isPublic?: boolean;
  readonly level?: 'full';
  readonly seconds?: number;
  /** The id of what is refused, or the beginning of the line in the plan, and something of its words. */
  readonly says: readonly [string, string];
};

const API = 'app/invoices/api.py';
const MODELS = 'app/invoices/models.py';
const USERS = 'app/users/api.py';
const ENDPOINTS = 'app/api/v1/endpoints.py';
const MAIN = 'app/main.py';
const ROUTER = 'router = APIRouter(prefix="/users")';
const GUARD = `
def signed_in(request: Request) -> None:
    if "authorization" not in request.headers:
        raise HTTPException(401)

`;
const IMPORTS: Plant = {
  path: USERS,
  from: 'from fastapi import APIRouter,',
  to: 'from fastapi import Request, Security, Header\nfrom fastapi import APIRouter,',
};
const guarded = (to: string): readonly Plant[] => [IMPORTS, { path: USERS, from: ROUTER, to: GUARD + to }];
const handlers = (to: string): Plant => ({ path: USERS, from: '\ndef ', to: `\n${to}\ndef ` });

const middleware = (guards: string): Plant => ({
  path: MAIN,
  to: `
from fastapi.responses import JSONResponse
from starlette.middleware.trustedhost import TrustedHostMiddleware


@app.middleware("http")
async def check(request, call_next):
    if ${guards} and "authorization" not in request.headers:
        return JSONResponse({"detail": "Not signed in"}, 401)
    return await call_next(request)


app.add_middleware(TrustedHostMiddleware, allowed_hosts=["*.example.com"])
`,
});

const PARAMETER = 'app/users/router.py';
const IN_HANDLERS: Plant = {
  path: PARAMETER,
  from: 'from fastapi import APIRouter',
  to: 'from functools import wraps\n\nfrom fastapi import HTTPException, APIRouter',
};
const checked = (line: string): Plant => ({
  path: PARAMETER,
  from: '    UserService.delete(',
  to: `    ${line}\n    UserService.delete(`,
});

/** The guards of the blueprint that the new routes do not have, in the spellings in which people write them. */
const GUARDS: readonly Defect[] = [
  {
    name: 'a check in the code of a handler',
    host: 'guarded-parameter',
    theirs: [IN_HANDLERS, checked('if current_user.username != "admin":\n        raise HTTPException(403)')],
    says: [
      'proof-guards',
      'DELETE /users/{user_id} does not: it is guarded by its check current_user.username != "admin"',
    ],
  },
  {
    name: 'a function that checks the caller of a handler',
    host: 'guarded-parameter',
    theirs: [
      IN_HANDLERS,
      checked('require_admin(current_user)'),
      {
        path: PARAMETER,
        to: '\n\ndef require_admin(user):\n    if not user.is_admin:\n        raise HTTPException(403)\n',
      },
    ],
    says: ['proof-guards', 'its check require_admin(current_user)'],
  },
  {
    name: 'a check behind an answer for some, which nothing new has to have',
    host: 'guarded-parameter',
    theirs: [
      IN_HANDLERS,
      checked(
        'if user_id == current_user.id:\n        return\n    if current_user.username != "admin":\n        raise HTTPException(403)',
      ),
    ],
    says: ['proven', 'guarded like users'],
  },
  {
    name: 'a decorator that is made with something else',
    host: 'guarded-parameter',
    theirs: [
      IN_HANDLERS,
      {
        path: PARAMETER,
        from: 'router = APIRouter(',
        to: `def needs(name):
    def decorator(func):
        @wraps(func)
        def wrapper(*args, **kwargs):
            if kwargs["current_user"].username != name:
                raise HTTPException(403)
            return func(*args, **kwargs)

        return wrapper

    return decorator


router = APIRouter(`,
      },
      { path: PARAMETER, from: 'def delete_user', to: '@needs("admin")\ndef delete_user' },
    ],
    ours: [
      {
        path: 'app/invoices/router.py',
        from: /(@router\.delete\([^\n]*\n)def/,
        to: 'from app.users.router import needs\n\n\n$1@needs("")\ndef',
      },
    ],
    says: ['proof-guards', "needs.decorator.wrapper of app.users.router with ['admin']"],
  },
  {
    name: 'a dependency of the router',
    theirs: guarded('router = APIRouter(prefix="/users", dependencies=[Depends(signed_in)])'),
    says: ['proof-guards', 'signed_in of app.users.api'],
  },
  {
    name: 'a dependency of what includes the router',
    theirs: [
      {
        path: ENDPOINTS,
        from: 'router = APIRouter()',
        to: `from fastapi import Depends, HTTPException, Request\n${GUARD}\nrouter = APIRouter()`,
      },
      { path: ENDPOINTS, from: 'tags=["users"]', to: 'tags=["users"], dependencies=[Depends(signed_in)]' },
    ],
    says: ['proof-guards', 'signed_in of app.api.v1.endpoints'],
  },
  {
    name: 'a parameter of each handler',
    theirs: [
      ...guarded(ROUTER),
      { path: USERS, from: 'db: DbSession', to: 'db: DbSession, _: Annotated[None, Depends(signed_in)]' },
      { path: USERS, from: 'get_user(user:', to: 'get_user(_: Annotated[None, Depends(signed_in)], user:' },
    ],
    says: ['proof-guards', 'signed_in'],
  },
  {
    name: 'an alias of a type with the guard in it',
    theirs: [
      ...guarded(`SignedIn = Annotated[None, Depends(signed_in)]\n${ROUTER}`),
      { path: USERS, from: 'db: DbSession', to: 'db: DbSession, _: SignedIn' },
    ],
    says: ['proof-guards', 'signed_in'],
  },
  {
    name: 'a dependency of each route',
    theirs: [
      ...guarded(ROUTER),
      { path: USERS, from: 'response_model=', to: 'dependencies=[Depends(signed_in)], response_model=' },
    ],
    says: ['proof-guards', 'signed_in'],
  },
  {
    name: 'a subclass of APIRouter that adds its dependency',
    theirs: guarded(`class Guarded(APIRouter):
    def __init__(self, **how: Any) -> None:
        super().__init__(dependencies=[Depends(signed_in)], **how)


router = Guarded(prefix="/users")`),
    says: ['proof-guards', 'signed_in'],
  },
  {
    name: 'a factory of routers',
    theirs: guarded(`def secure(prefix: str) -> APIRouter:
    return APIRouter(prefix=prefix, dependencies=[Depends(signed_in)])


router = secure("/users")`),
    says: ['proof-guards', 'signed_in'],
  },
  {
    name: 'a class of routes that looks at the request itself',
    theirs: guarded(`from fastapi.routing import APIRoute


class Checked(APIRoute):
    def get_route_handler(self) -> Any:
        handle = super().get_route_handler()

        async def checked(request: Request) -> Any:
            signed_in(request)
            return await handle(request)

        return checked


router = APIRouter(prefix="/users", route_class=Checked)`),
    says: ['proof-guards', 'Checked'],
  },
  {
    name: 'a decorator that keeps the name of the handler',
    theirs: [
      handlers('@needs_user'),
      ...guarded(`from functools import wraps


def needs_user(handler: Any) -> Any:
    @wraps(handler)
    def checked(*args: Any, **kwargs: Any) -> Any:
        raise HTTPException(401)

    return checked


${ROUTER}`),
    ],
    says: ['proof-guards', 'checked'],
  },
  {
    name: 'a middleware that looks at paths',
    theirs: [middleware('request.url.path.startswith("/api/v1/users")')],
    says: ['proof-guards', 'it is guarded by a middleware (401 without credentials), and they are not'],
  },
  {
    name: 'a middleware with open paths, which let in more than is meant',
    theirs: [middleware('not request.url.path.startswith(("/docs", "/api/v1/i"))')],
    says: ['proof-guards', 'it is guarded by a middleware (401 without credentials)'],
  },
  {
    name: 'what is around the application and looks at paths',
    theirs: [
      {
        path: MAIN,
        to: `
class Guarded:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] == "http" and "/users" in scope["path"]:
            await send({"type": "http.response.start", "status": 403, "headers": []})
            await send({"type": "http.response.body", "body": b""})
        else:
            await self.app(scope, receive, send)


app = Guarded(app)
`,
      },
    ],
    says: ['proof-guards', 'it is guarded by a middleware (403 without credentials)'],
  },
  {
    name: 'a security scheme with scopes',
    theirs: guarded(`from fastapi.security import OAuth2PasswordBearer

scheme = OAuth2PasswordBearer("/token", scopes={"users": "Users"})
router = APIRouter(prefix="/users", dependencies=[Security(scheme, scopes=["users"])])`),
    says: ['proof-guards', 'OAuth2PasswordBearer'],
  },
  {
    name: 'an object that is called',
    theirs: guarded(`class Role:
    def __init__(self, role: str) -> None:
        self.role = role

    def __call__(self, request: Request) -> None:
        if self.role not in request.headers:
            raise HTTPException(403)


router = APIRouter(prefix="/users", dependencies=[Depends(Role("admin"))])`),
    says: ['proof-guards', 'Role of app.users.api'],
  },
  {
    name: 'a key in a header',
    theirs: guarded(`def with_key(x_key: Annotated[str, Header()]) -> None:
    if x_key != "k":
        raise HTTPException(status.HTTP_403_FORBIDDEN)


router = APIRouter(prefix="/users", dependencies=[Depends(with_key)])`),
    says: ['proof-guards', 'with_key'],
  },
  {
    name: 'a caller that is optional by its name, and is refused',
    theirs: guarded(`def optional_user(request: Request) -> str | None:
    signed_in(request)
    if request.headers["authorization"] == "":
        raise HTTPException(401)


router = APIRouter(prefix="/users", dependencies=[Depends(optional_user)])`),
    says: ['proof-guards', 'optional_user'],
  },
  {
    name: 'one handler without the guard that the others have',
    host: 'guarded-parameter',
    ours: [
      {
        path: 'app/invoices/router.py',
        from: 'invoices(\n    db: DbSession,\n    current_user: CurrentUser,',
        to: 'invoices(\n    db: DbSession,',
      },
    ],
    says: ['proof-guards', 'GET /invoices/ would let in callers that GET /users/ does not'],
  },
  {
    name: 'the guards of the include, forgotten in the line for the new router',
    host: 'auth-in-include',
    ours: [{ path: MAIN, from: /(tags=\["invoices"\],\n) *dependencies=.*\n/, to: '$1' }],
    says: ['proof-guards', 'get_current_user of app.core.auth'],
  },
];

export const DEFECTS: readonly Defect[] = [
  ...GUARDS,
  {
    name: 'an import of a name that does not exist',
    ours: [{ path: API, from: 'from app.invoices import models,', to: 'from app.invoices import modells,' }],
    says: ['proof-import', 'app/invoices/api.py:5 With this plan the application would not start: ImportError'],
  },
  {
    name: 'a module that is not installed',
    ours: [{ path: MODELS, from: 'from decimal import', to: 'import sqlalchemy_extras\nfrom decimal import' }],
    says: ['proof-import', "No module named 'sqlalchemy_extras'"],
  },
  {
    name: 'invalid Python',
    ours: [{ path: API, from: 'router = APIRouter(', to: 'router = = APIRouter(' }],
    says: ['proof-import', 'SyntaxError: invalid syntax'],
  },
  {
    name: 'a circular import',
    theirs: [
      { path: 'app/core/db.py', from: 'import os\n', to: 'import os\nfrom app.invoices.models import Invoice\n' },
    ],
    says: ['not proven', "ModuleNotFoundError: No module named 'app.invoices'"],
  },
  {
    name: 'a circular import between two of the new modules',
    ours: [
      {
        path: MODELS,
        from: 'from decimal import',
        to: 'from app.invoices.services import create_invoice\nfrom decimal import',
      },
    ],
    says: ['proof-import', 'circular import'],
  },
  {
    name: 'a table that another model has',
    ours: [{ path: MODELS, from: '"invoices"\n', to: '"users"\n' }],
    says: ['proof-import', "Table 'users' is already defined"],
  },
  {
    name: 'a relationship to a model that nobody knows',
    ours: [
      { path: MODELS, from: 'from sqlalchemy.orm import', to: 'from sqlalchemy.orm import relationship,' },
      { path: MODELS, to: '    lines = relationship("Line")\n' },
    ],
    says: ['proof-mappers', "'Line'"],
  },
  {
    name: 'a foreign key to a table that nobody knows',
    ours: [
      { path: MODELS, from: 'from sqlalchemy import', to: 'from sqlalchemy import ForeignKey,' },
      { path: MODELS, from: 'mapped_column(String(32))', to: 'mapped_column(ForeignKey("customers.id"))' },
    ],
    says: ['proof-tables', 'invoices refers to customers'],
  },
  {
    name: 'a wrong prefix',
    ours: [{ path: API, from: 'prefix="/invoices"', to: 'prefix="/invoice"' }],
    says: ['proof-routes', 'would not serve invoices below /api/v1/invoices; it serves /api/v1/invoice'],
  },
  {
    name: 'a prefix twice',
    ours: [{ path: ENDPOINTS, from: 'invoices_api.router, tags', to: 'invoices_api.router, prefix="/invoices", tags' }],
    says: ['proof-routes', 'would not serve invoices below /api/v1/invoices; it serves /api/v1/invoices/invoices'],
  },
  {
    name: 'a router that is included twice',
    ours: [{ path: ENDPOINTS, to: 'router.include_router(invoices_api.router)\n' }],
    says: ['proof-routes', 'GET /api/v1/invoices'],
  },
  {
    name: 'a router that is included under a second path, too',
    ours: [{ path: ENDPOINTS, to: 'router.include_router(invoices_api.router, prefix="/old")\n' }],
    says: ['proof-routes', '/api/v1/old/invoices, '],
  },
  {
    name: 'a route of the host that comes first and answers the new paths',
    theirs: [
      {
        path: ENDPOINTS,
        from: /(\nrouter\.include_router\(users)/,
        to: '\n\ndef page(page: str) -> str:\n    return page\n\n\ngetattr(router, "get")("/{page}")(page)$1',
      },
    ],
    says: ['proof-routes', 'nobody would reach GET /api/v1/invoices: /api/v1/{page} comes first and answers it'],
  },
  {
    name: 'a route of the host that comes first and answers numbers alone',
    theirs: [
      {
        path: ENDPOINTS,
        from: /(\nrouter\.include_router\(users)/,
        to: '\n\ndef page(page: int) -> int:\n    return page\n\n\ngetattr(router, "get")("/{page:int}")(page)$1',
      },
    ],
    says: ['proven', '+5 routes'],
  },
  {
    name: 'a router that is not included',
    ours: [
      {
        path: ENDPOINTS,
        from: 'router.include_router(invoices_api.router, tags=["invoices"])',
        to: 'assert invoices_api',
      },
    ],
    says: ['proof-routes', 'would not serve invoices below /api/v1/invoices'],
  },
  {
    name: "the blueprint's router, included again for the new one",
    ours: [{ path: ENDPOINTS, from: 'invoices_api.router', to: 'users_api.router' }],
    says: ['proof-routes', 'would not serve invoices'],
  },
  {
    name: 'an operation id that is taken',
    theirs: [{ path: USERS, from: '@router.get("", response', to: '@router.get("", operation_id="list", response' }],
    ours: [{ path: API, from: '@router.get("", response', to: '@router.get("", operation_id="list", response' }],
    says: ['proof-operation-ids', 'the operation id list'],
  },
  {
    name: 'a line of the host that is lost',
    ours: [
      { path: ENDPOINTS, from: 'router.include_router(users_api.router, tags=["users"])', to: 'assert users_api' },
    ],
    says: ['proof-changed', 'no longer serve'],
  },
  {
    name: 'other tags for the blueprint',
    ours: [{ path: ENDPOINTS, from: 'tags=["users"]', to: 'tags=["invoices"]' }],
    says: ['proof-changed', '/api/v1/users'],
  },
  {
    name: 'a schema whose name another one has',
    ours: [
      { path: 'app/invoices/schemas.py', to: '\n\nclass User(Invoice):\n    pass\n' },
      { path: API, from: 'response_model=list[schemas.Invoice]', to: 'response_model=list[schemas.User]' },
    ],
    says: ['proof-changed', 'GET /api/v1/users'],
  },
  {
    name: 'a column that the new package adds to a table of the host',
    ours: [
      {
        path: MODELS,
        to: '\n\nimport app.users.models\nfrom sqlalchemy import Column, Integer\n\nBase.metadata.tables["users"].append_column(Column("extra", Integer))\n',
      },
    ],
    says: ['proof-tables', 'users'],
  },
  {
    name: 'a model without a table',
    ours: [
      { path: MODELS, from: '    __tablename__ = "invoices"\n', to: '    __abstract__ = True\n' },
      { path: MODELS, from: '    __table_args__', to: '    args' },
    ],
    says: ['proof-', ''],
  },
  {
    name: 'an answer that FastAPI cannot describe',
    ours: [{ path: API, from: 'response_model=schemas.Invoice,', to: 'response_model=models.Invoice,' }],
    says: ['proof-import', 'Invalid args for response field'],
  },
  {
    name: 'models that Alembic does not see',
    host: 'alembic-only',
    ours: [{ path: 'alembic/env.py', from: /.*invoices.*\n/, to: '' }],
    says: ['proof-models', 'Alembic would not know'],
  },
  {
    name: 'tables that are made before the new models are imported',
    ours: [
      { path: MAIN, from: 'from app.invoices import models as invoices_models\n', to: '' },
      { path: MAIN, from: 'invoices_models.Base.metadata.create_all(bind=engine)\n', to: '' },
      { path: MAIN, from: 'from app.api.v1.endpoints import router as v1_router\n', to: '' },
      {
        path: MAIN,
        from: 'app = FastAPI',
        to: 'from app.api.v1.endpoints import router as v1_router\n\napp = FastAPI',
      },
    ],
    says: ['proof-models', 'would not know invoices'],
  },
  {
    name: 'a router in an application that another one mounts',
    theirs: [
      {
        path: MAIN,
        from: 'app.include_router(v1_router, prefix="/api/v1")',
        to: 'shop = FastAPI()\nshop.include_router(v1_router, prefix="/v1")\napp.mount("/api", shop)',
      },
    ],
    says: ['proven: starts, +5 routes', ''],
  },
  // What only its tests show.
  {
    name: 'a relation that is loaded late in an asynchronous host',
    host: 'async-functions',
    fields: ['number:str.32:unique', 'user:ref.users.User:embed'],
    level: 'full',
    ours: [{ path: 'src/invoices/models.py', from: 'relationship(lazy="joined")', to: 'relationship()' }],
    says: ['proof-tests', 'MissingGreenlet'],
  },
  {
    name: 'a record that is read after its transaction in an asynchronous host',
    host: 'async-functions',
    level: 'full',
    ours: [
      {
        path: 'src/invoices/service.py',
        from: '    await session.refresh(invoice)\n',
        to: '    session.expire(invoice)\n',
      },
    ],
    says: ['proof-tests', 'MissingGreenlet'],
  },
  {
    name: 'a record that is never stored',
    level: 'full',
    ours: [{ path: 'app/invoices/crud.py', from: 'db.commit()', to: 'db.flush()' }],
    says: ['proof-', ''],
  },
  {
    name: 'a test that does not hold',
    level: 'full',
    ours: [
      { path: 'app/invoices/tests/test_api.py', to: '\n\ndef test_more() -> None:\n    assert URL == "/bills"\n' },
    ],
    says: ['proof-tests', 'test_more'],
  },
  // What cannot be proven is said and is no failure.
  {
    name: 'a host that needs environment variables',
    theirs: [
      {
        path: 'app/core/db.py',
        from: 'os.environ.get("DATABASE_URL", "sqlite:///./app.db")',
        to: 'os.environ["SHOP_DATABASE_URL"]',
      },
    ],
    says: ['not proven', 'SHOP_DATABASE_URL'],
  },
  {
    name: 'a host whose settings need environment variables',
    theirs: [
      {
        path: 'app/core/db.py',
        from: 'DATABASE_URL = ',
        to: 'from pydantic_settings import BaseSettings\n\n\nclass Settings(BaseSettings, env_prefix="SHOP_"):\n    secret_key: str\n    url: str\n\n\nSettings()\nDATABASE_URL = ',
      },
    ],
    says: ['not proven', 'SHOP_SECRET_KEY, SHOP_URL'],
  },
  {
    name: 'a host that asks its database when it is imported',
    theirs: [
      { path: 'app/core/db.py', to: '\n\nwith create_engine("sqlite:////var/tmp/shop.db").connect():\n    pass\n' },
    ],
    says: ['not proven', 'opens a database: /var/tmp/shop.db (app/core/db.py:'],
  },
  {
    name: 'a host that opens a connection when it is imported',
    theirs: [
      {
        path: MAIN,
        from: 'app = FastAPI',
        to: 'import socket\n\nsocket.create_connection(("127.0.0.1", 5432))\napp = FastAPI',
      },
    ],
    says: ['not proven', 'opens a connection'],
  },
  {
    name: 'a host that starts a program when it is imported',
    theirs: [
      {
        path: MAIN,
        from: 'app = FastAPI',
        to: 'import subprocess\n\nsubprocess.run(["git", "rev-parse"], check=True)\napp = FastAPI',
      },
    ],
    says: ['not proven', 'starts another program'],
  },
  {
    name: 'a host that writes a file elsewhere when it is imported',
    theirs: [{ path: MAIN, from: 'app = FastAPI', to: 'open("/var/tmp/shop.log", "a")\napp = FastAPI' }],
    says: ['not proven', 'writes to a file outside of it: /var/tmp/shop.log'],
  },
  {
    name: 'a host that does not start as it is',
    theirs: [{ path: MAIN, from: 'app = FastAPI', to: 'assert engine is None, "no engine here"\napp = FastAPI' }],
    says: ['not proven', 'the application does not start as it is: AssertionError: no engine here (app/main.py:'],
  },
  {
    name: 'a host that never ends',
    theirs: [{ path: MAIN, from: 'app = FastAPI', to: 'while True:\n    pass\napp = FastAPI' }],
    seconds: 4,
    says: ['not proven', 'takes too long (app/main.py:'],
  },
  {
    name: 'a host that ends the process',
    theirs: [{ path: MAIN, from: 'app = FastAPI', to: 'import os\n\nos._exit(3)\napp = FastAPI' }],
    says: ['not proven', 'Python ended without an answer'],
  },
  {
    name: 'a host with a library that is not installed',
    theirs: [{ path: MAIN, from: 'from fastapi import', to: 'import shop_sdk\nfrom fastapi import' }],
    says: ['not proven', "the host's Python has no module shop_sdk"],
  },
  // What looks like a defect and is none.
  {
    name: 'a host that writes inside its own folder when it is imported',
    theirs: [{ path: MAIN, from: 'app = FastAPI', to: 'open("shop.log", "a").write("started")\napp = FastAPI' }],
    says: ['proven', '+5 routes'],
  },
  {
    name: 'a document that differs from one start to the next',
    theirs: [
      {
        path: USERS,
        from: '@router.get("", response',
        to: 'import time\n\n\n@router.get("", summary=str(time.time_ns()), response',
      },
    ],
    says: ['proven', '+5 routes'],
  },
  {
    name: 'a middleware that guards every path, and one that fails here',
    theirs: [
      middleware('True'),
      {
        path: MAIN,
        to: '@app.middleware("http")\nasync def late(request, call_next):\n    await request.app.state.pool\n',
      },
    ],
    says: ['proven', '+5 routes, +1 table'],
  },
  {
    name: 'a middleware that guards every path',
    theirs: [middleware('True')],
    says: [
      'proven',
      "+5 routes guarded like users', middleware answers 401 without credentials, to tests too, +1 table",
    ],
  },
  {
    name: 'a middleware that refuses nobody',
    theirs: [middleware('False')],
    says: ['proven', '+5 routes open to everybody, as those of users are'],
  },
  {
    name: 'a caller who may be nobody',
    theirs: guarded(`def authenticated(request: Request) -> str:
    return request.headers["authorization"]


def optional_user(request: Request) -> str | None:
    try:
        return authenticated(request)
    except KeyError:
        return None


router = APIRouter(prefix="/users", dependencies=[Depends(optional_user)])`),
    says: ['proven', '+5 routes open to everybody, as those of users are'],
  },
  {
    name: 'open routes beside a guarded blueprint, as asked for',
    theirs: guarded('router = APIRouter(prefix="/users", dependencies=[Depends(signed_in)])'),
    isPublic: true,
    says: ['proven', 'open to more callers than those of the blueprint, as asked'],
  },
];
