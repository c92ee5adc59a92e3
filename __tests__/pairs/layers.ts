/** The layers between handlers and the database: functions, a service, a service on a repository, a generic base. */
import type { Speller } from './speller.js';

export function layerFiles(say: Speller): Readonly<Record<string, string>> {
  const { place } = say;
  switch (say.chosen.layers) {
    case 'functions':
      return { [place.crud]: functions(say) };
    case 'service':
      return { [place.service]: service(say) };
    case 'repository':
      return { [place.repository]: repository(say), [place.service]: serviceOnRepository(say) };
    case 'generic':
      return { [place.base]: base(say), [place.crud]: crudOnBase(say) };
    case 'handlers':
      return {};
  }
}

const imports = (say: Speller, module: string): string =>
  `${say.importOfRaised(module)}${say.from(module, say.place.models, 'User')}${say.from(module, say.place.schemas, 'UserCreate, UserUpdate')}`;

/** What counts the records, where a list says how many there are. */
function counting(say: Speller, given: string, indent: string, own: (text: string) => string): string {
  if (say.chosen.list === 'plain') return '';
  const name = say.chosen.layers === 'functions' ? 'count_users' : 'count';
  return `\n${indent}${say.def} ${name}(${given}) -> int:\n${indent}    return ${own(say.count())}\n`;
}

const uuid = ({ keyType }: Speller): string => (keyType === 'int' ? '' : 'import uuid\n');

/** The statements of a write, below `indent`. */
function created(say: Speller, indent: string, session = 'db', model = 'User', data = 'data'): string {
  return [
    `user = ${model}(**${say.dump(data)})`,
    `${session}.add(user)`,
    say.ends.replace('db.', `${session}.`),
    ...(say.chosen.commits === 'service' ? [] : [`${say.aw}${session}.refresh(user)`]),
    'return user',
  ]
    .map((line) => `${indent}${line}\n`)
    .join('');
}

function updated(say: Speller, indent: string, session = 'db', user = 'user', data = 'data'): string {
  return [
    `for field, value in ${say.dump(data, true)}.items():`,
    `    setattr(${user}, field, value)`,
    say.ends.replace('db.', `${session}.`),
    ...(say.chosen.commits === 'service' ? [] : [`${say.aw}${session}.refresh(${user})`]),
    `return ${user}`,
  ]
    .map((line) => `${indent}${line}\n`)
    .join('');
}

function functions(say: Speller): string {
  const { def, aw, keyType, sessionClass } = say;
  return `${uuid(say)}${say.imports()}
${imports(say, say.place.crud)}

${def} get_users(db: ${sessionClass}, skip: int = 0, limit: int = 100) -> list[User]:
    return ${say.page()}

${counting(say, `db: ${sessionClass}`, '', (text) => text)}
${def} get_user(db: ${sessionClass}, user_id: ${keyType}) -> User | None:
    return ${say.byKey()}


${def} get_user_by_email(db: ${sessionClass}, email: str) -> User | None:
    return ${say.first('User.email == email')}


${def} create_user(db: ${sessionClass}, data: UserCreate) -> User:
${created(say, '    ')}

${def} update_user(db: ${sessionClass}, user: User, data: UserUpdate) -> User:
${updated(say, '    ')}

${def} delete_user(db: ${sessionClass}, user: User) -> None:
    ${aw}db.delete(user)
    ${say.ends}
`;
}

function service(say: Speller): string {
  const { def, aw, keyType, sessionClass } = say;
  const own = (text: string): string => text.replaceAll('db.', 'self.db.');
  return `${uuid(say)}from fastapi import HTTPException
${say.imports()}
${imports(say, say.place.service)}

class UserService:
    def __init__(self, db: ${sessionClass}) -> None:
        self.db = db

    ${def} list_users(self, skip: int = 0, limit: int = 100) -> list[User]:
        return ${own(say.page())}
${counting(say, 'self', '    ', own)}
    ${def} get_user(self, user_id: ${keyType}) -> User:
        user = ${say.byKey('self.db')}
        if user is None:
            ${say.missing}
        return user

    ${def} create_user(self, data: UserCreate) -> User:
        if ${own(say.first('User.email == data.email'))} is not None:
            ${say.taken}
${created(say, '        ', 'self.db')}
    ${def} update_user(self, user_id: ${keyType}, data: UserUpdate) -> User:
        user = ${aw}self.get_user(user_id)
${updated(say, '        ', 'self.db')}
    ${def} delete_user(self, user_id: ${keyType}) -> None:
        user = ${aw}self.get_user(user_id)
        ${aw}self.db.delete(user)
        ${own(say.ends)}
`;
}

function repository(say: Speller): string {
  const { def, aw, keyType, sessionClass } = say;
  const own = (text: string): string => text.replaceAll('db.', 'self.session.');
  return `${uuid(say)}${say.imports()}
${imports(say, say.place.repository)}

class UserRepository:
    def __init__(self, session: ${sessionClass}) -> None:
        self.session = session

    ${def} list(self, skip: int, limit: int) -> list[User]:
        return ${own(say.page())}
${counting(say, 'self', '    ', own)}
    ${def} get_by_id(self, user_id: ${keyType}) -> User | None:
        return ${say.byKey('self.session')}

    ${def} get_by_email(self, email: str) -> User | None:
        return ${own(say.first('User.email == email'))}

    ${def} create(self, data: UserCreate) -> User:
${created(say, '        ', 'self.session')}
    ${def} update(self, user: User, data: UserUpdate) -> User:
${updated(say, '        ', 'self.session')}
    ${def} delete(self, user: User) -> None:
        ${aw}self.session.delete(user)
        ${own(say.ends)}
`;
}

function serviceOnRepository(say: Speller): string {
  const { def, aw, keyType, chosen, sessionClass } = say;
  const commits = chosen.commits === 'service';
  const session = `${say.aw}self.session`;
  const answered = (call: string): string =>
    commits
      ? `user = ${call}
        ${session}.commit()
        ${session}.refresh(user)
        return user`
      : `return ${call}`;
  const init = commits
    ? `(self, session: ${sessionClass}) -> None:
        self.session = session
        self.repository = UserRepository(session)`
    : `(self, repository: UserRepository) -> None:
        self.repository = repository`;
  return `${uuid(say)}from fastapi import HTTPException
${commits ? say.imports() : ''}
${imports(say, say.place.service)}${say.from(say.place.service, say.place.repository, 'UserRepository')}

class UserService:
    def __init__${init}

    ${def} list_users(self, skip: int, limit: int) -> list[User]:
        return ${aw}self.repository.list(skip, limit)
${counting(say, 'self', '    ', () => `${aw}self.repository.count()`)}
    ${def} get_user(self, user_id: ${keyType}) -> User:
        user = ${aw}self.repository.get_by_id(user_id)
        if user is None:
            ${say.missing}
        return user

    ${def} create_user(self, data: UserCreate) -> User:
        if ${aw}self.repository.get_by_email(data.email) is not None:
            ${say.taken}
        ${answered(`${aw}self.repository.create(data)`)}

    ${def} update_user(self, user_id: ${keyType}, data: UserUpdate) -> User:
        user = ${aw}self.get_user(user_id)
        ${answered(`${aw}self.repository.update(user, data)`)}

    ${def} delete_user(self, user_id: ${keyType}) -> None:
        user = ${aw}self.get_user(user_id)
        ${aw}self.repository.delete(user)${commits ? `\n        ${session}.commit()` : ''}
`;
}

function base(say: Speller): string {
  const { def, aw, sessionClass, chosen } = say;
  const schema = chosen.orm === 'sqlmodel' ? 'SQLModel' : 'BaseModel';
  const bound = chosen.orm === 'sqlmodel' ? 'SQLModel' : 'Base';
  const from = schema === 'SQLModel' ? 'from sqlmodel import SQLModel\n' : 'from pydantic import BaseModel\n';
  return `from typing import Any, Generic, Optional, Type, TypeVar

${from}${say.imports()}
${say.from(say.place.base, 'database', 'Base')}
ModelType = TypeVar("ModelType", bound=${bound})
CreateSchemaType = TypeVar("CreateSchemaType", bound=${schema})
UpdateSchemaType = TypeVar("UpdateSchemaType", bound=${schema})


class CRUDBase(Generic[ModelType, CreateSchemaType, UpdateSchemaType]):
    def __init__(self, model: Type[ModelType]) -> None:
        self.model = model

    ${def} get(self, db: ${sessionClass}, id: Any) -> Optional[ModelType]:
        return ${say.byKey('db', 'self.model', 'id')}

    ${def} get_multi(self, db: ${sessionClass}, *, skip: int = 0, limit: int = 100) -> list[ModelType]:
        return ${say.page('self.model')}
${counting(say, `self, db: ${sessionClass}`, '    ', () => say.count('self.model'))}
    ${def} create(self, db: ${sessionClass}, *, obj_in: CreateSchemaType) -> ModelType:
${created(say, '        ', 'db', 'self.model', 'obj_in').replaceAll('user', 'db_obj')}
    ${def} update(self, db: ${sessionClass}, *, db_obj: ModelType, obj_in: UpdateSchemaType) -> ModelType:
${updated(say, '        ', 'db', 'db_obj', 'obj_in')}
    ${def} remove(self, db: ${sessionClass}, *, db_obj: ModelType) -> None:
        ${aw}db.delete(db_obj)
        ${say.ends}
`;
}

function crudOnBase(say: Speller): string {
  const { def, sessionClass, place } = say;
  return `${say.imports()}
${say.from(place.crud, place.base, 'CRUDBase')}${imports(say, place.crud)}

class CRUDUser(CRUDBase[User, UserCreate, UserUpdate]):
    ${def} get_by_email(self, db: ${sessionClass}, *, email: str) -> User | None:
        return ${say.first('User.email == email')}


user_crud = CRUDUser(User)
`;
}
