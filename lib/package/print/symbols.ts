/** Every name that generated code takes from a library: a misspelt one does not compile. */
import type { PySymbol } from './code.js';

type Library<Names extends readonly string[]> = Readonly<Record<Names[number], PySymbol>>;

const ALCHEMY = [
  'BigInteger',
  'Boolean',
  'CheckConstraint',
  'Column',
  'ColumnElement',
  'Date',
  'DateTime',
  'Engine',
  'Enum',
  'Float',
  'ForeignKey',
  'Index',
  'Integer',
  'Interval',
  'JSON',
  'LargeBinary',
  'Numeric',
  'SmallInteger',
  'String',
  'Table',
  'Text',
  'Time',
  'UnaryExpression',
  'UniqueConstraint',
  'Uuid',
  'create_engine',
  'delete',
  'event',
  'false',
  'func',
  'insert',
  'inspect',
  'literal_column',
  'null',
  'or_',
  'select',
  'text',
  'true',
  'update',
] as const;
export const sqlalchemy: Library<typeof ALCHEMY> = library('sqlalchemy', ALCHEMY);

const ALCHEMY_ERRORS = [
  'CompileError',
  'IntegrityError',
  'InvalidRequestError',
  'NoResultFound',
  'SQLAlchemyError',
] as const;
export const alchemyErrors: Library<typeof ALCHEMY_ERRORS> = library('sqlalchemy.exc', ALCHEMY_ERRORS);

const COMPILER = ['compiles'] as const;
export const compiler: Library<typeof COMPILER> = library('sqlalchemy.ext.compiler', COMPILER);

const PROXY = ['AssociationProxy', 'association_proxy'] as const;
export const proxy: Library<typeof PROXY> = library('sqlalchemy.ext.associationproxy', PROXY);

const ORM = ['Mapped', 'Session', 'mapped_column', 'relationship', 'sessionmaker'] as const;
export const orm: Library<typeof ORM> = library('sqlalchemy.orm', ORM);

const ASYNC = ['AsyncEngine', 'AsyncSession', 'create_async_engine'] as const;
export const asyncio: Library<typeof ASYNC> = library('sqlalchemy.ext.asyncio', ASYNC);

const SQLMODEL = ['Field', 'Relationship', 'Session', 'col', 'select'] as const;
export const sqlmodel: Library<typeof SQLMODEL> = library('sqlmodel', SQLMODEL);

const SQLMODEL_ASYNC = ['AsyncSession'] as const;
export const sqlmodelAsync: Library<typeof SQLMODEL_ASYNC> = library('sqlmodel.ext.asyncio.session', SQLMODEL_ASYNC);

const MYSQL = ['DATETIME', 'TIME'] as const;
export const mysql: Library<typeof MYSQL> = library('sqlalchemy.dialects.mysql', MYSQL);

const SQLITE = ['dialect'] as const;
export const sqlite: Library<typeof SQLITE> = library('sqlalchemy.dialects.sqlite', SQLITE);

const SCHEMA = ['CreateColumn', 'CreateTable'] as const;
export const schema: Library<typeof SCHEMA> = library('sqlalchemy.schema', SCHEMA);

const ORM_ERRORS = ['StaleDataError'] as const;
export const ormErrors: Library<typeof ORM_ERRORS> = library('sqlalchemy.orm.exc', ORM_ERRORS);

const POOL = ['StaticPool'] as const;
export const pool: Library<typeof POOL> = library('sqlalchemy.pool', POOL);

const FASTAPI = ['APIRouter', 'Depends', 'FastAPI', 'HTTPException', 'Path', 'Query', 'Security', 'status'] as const;
export const fastapi: Library<typeof FASTAPI> = library('fastapi', FASTAPI);

const RESPONSES = ['JSONResponse'] as const;
export const fastapiResponses: Library<typeof RESPONSES> = library('fastapi.responses', RESPONSES);

const TEST_CLIENT = ['TestClient'] as const;
export const testclient: Library<typeof TEST_CLIENT> = library('fastapi.testclient', TEST_CLIENT);

const PYDANTIC = [
  'AfterValidator',
  'AwareDatetime',
  'BaseModel',
  'BeforeValidator',
  'ConfigDict',
  'EmailStr',
  'Field',
  'FiniteFloat',
  'HttpUrl',
  'Json',
  'NaiveDatetime',
  'PlainSerializer',
  'TypeAdapter',
  'ValidationError',
  'WithJsonSchema',
  'field_validator',
  'validator',
] as const;
export const pydantic: Library<typeof PYDANTIC> = library('pydantic', PYDANTIC);

const JSON_SCHEMA = ['SkipJsonSchema'] as const;
export const jsonSchema: Library<typeof JSON_SCHEMA> = library('pydantic.json_schema', JSON_SCHEMA);

const CORE = ['PydanticCustomError', 'from_json', 'to_json', 'to_jsonable_python'] as const;
export const pydanticCore: Library<typeof CORE> = library('pydantic_core', CORE);

const TYPING = ['Annotated', 'Any', 'Dict', 'List', 'Optional', 'Set', 'Tuple', 'Union', 'get_args'] as const;
export const typing: Library<typeof TYPING> = library('typing', TYPING);

const ABC = ['AsyncIterator', 'Callable', 'Iterable', 'Iterator', 'Sequence'] as const;
export const abc: Library<typeof ABC> = library('collections.abc', ABC);

const DATETIME = ['UTC', 'date', 'datetime', 'time', 'timedelta', 'timezone'] as const;
export const datetime: Library<typeof DATETIME> = library('datetime', DATETIME);

const DECIMAL = ['Decimal'] as const;
export const decimal: Library<typeof DECIMAL> = library('decimal', DECIMAL);

const UUID_NAMES = ['UUID', 'uuid4', 'uuid7'] as const;
export const uuid: Library<typeof UUID_NAMES> = library('uuid', UUID_NAMES);

const TYPES = ['SimpleNamespace'] as const;
export const pythonTypes: Library<typeof TYPES> = library('types', TYPES);

const DATACLASSES = ['dataclass'] as const;
export const dataclasses: Library<typeof DATACLASSES> = library('dataclasses', DATACLASSES);

const HTTP = ['HTTPStatus'] as const;
export const http: Library<typeof HTTP> = library('http', HTTP);

const ENUM = ['Enum', 'StrEnum'] as const;
export const enums: Library<typeof ENUM> = library('enum', ENUM);

const BASE64 = ['b64decode', 'b64encode'] as const;
export const base64: Library<typeof BASE64> = library('base64', BASE64);

const IMPORTLIB = ['import_module'] as const;
export const importlib: Library<typeof IMPORTLIB> = library('importlib', IMPORTLIB);

const MOCK = ['create_autospec', 'patch'] as const;
export const mock: Library<typeof MOCK> = library('unittest.mock', MOCK);

const MODULES = ['asyncio', 'enum', 'json', 'pytest', 're', 'sqlite3'] as const;
/** Modules that are imported whole: `import pytest`. */
export const modules: Library<typeof MODULES> = library(undefined, MODULES);

function library<const Names extends readonly string[]>(module: string | undefined, names: Names): Library<Names> {
  const symbols = names.map((name) => [
    name,
    module === undefined ? { kind: 'symbol', name } : { kind: 'symbol', module, name },
  ]);
  return Object.fromEntries(symbols) as Library<Names>;
}
