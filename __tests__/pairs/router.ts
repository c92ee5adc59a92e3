/** The handlers of a team's users, on the layer that is below them. */
import type { Choices } from './choices.js';
import { type Speller, wayToService } from './speller.js';

/** What one handler does, and what its layer is asked for by name. */
type Bodies = { readonly [verb in 'list' | 'get' | 'create' | 'update' | 'delete']: readonly string[] };

export function routerFile(say: Speller): string {
  const { chosen, def, keyType, place } = say;
  const prefix = chosen.prefix === 'router' ? 'prefix="/users", tags=["users"]' : '';
  const guarded = chosen.guard === 'router' ? 'dependencies=[Depends(get_current_user)]' : '';
  const bodies = bodiesOf(say);
  const deleted = {
    nothing: { options: ', status_code=204, response_class=Response', type: ' -> None', answer: [] },
    message: { options: '', type: '', answer: ['return {"message": "User deleted"}'] },
    record: { options: `, response_model=${say.shown}`, type: '', answer: ['return user'] },
  }[chosen.deleted];
  const path = pathsOf(chosen, 'user');
  const said = (status: string): string => (chosen.said === '' ? '' : `, status_code=${status}`);
  const isChecked = chosen.guard === 'check' || chosen.guard === 'decorator';
  const user = isChecked || chosen.guard === 'parameter' ? ', current_user: User = Depends(get_current_user)' : '';
  const check = chosen.guard === 'check' ? ['if not is_welcome(current_user):', `    ${NOT_WELCOME}`] : [];
  const above = chosen.guard === 'decorator' ? '@not_for("eve@example.com")\n' : '';
  const handler = (name: string, given: string, type: string, body: readonly string[]): string => {
    const own = name === 'create_user' ? '' : user;
    // A parameter without a default stands before those that have one.
    const all = say.given(given, own);
    const lines = [...(own === '' ? [] : check), ...body];
    return `${own === '' ? '' : above}${def} ${name}(${all})${type}:\n${lines.map((line) => `    ${line}\n`).join('')}`;
  };
  return `${keyType === 'int' ? '' : 'import uuid\n'}${say.imports(true)}
from fastapi import APIRouter, Depends, HTTPException, Response

${say.from(place.router, 'auth', `get_current_user${isChecked ? ', is_welcome, not_for' : ''}`)}${say.importOfSession(place.router)}${say.from(place.router, place.models, 'User')}${say.from(place.router, place.schemas, `${chosen.list === 'total' ? 'UserList, ' : ''}UserCreate, ${say.shown}, UserUpdate`)}${say.importOfRaised(place.router)}${importsOfLayer(say)}
router = APIRouter(${[prefix, guarded].filter(Boolean).join(', ')})

${makers(say)}
@router.get("${path.list}", response_model=${chosen.list === 'total' ? 'UserList' : `list[${say.shown}]`}${said('200')})
${handler('read_users', 'skip: int = 0, limit: int = 100', '', bodies.list)}

@router.get("${path.get}", response_model=${say.shown}${said('200')})
${handler('read_user', `user_id: ${keyType}`, '', bodies.get)}

@router.post("${path.create}", response_model=${say.shown}${chosen.created === '201' ? ', status_code=201' : ''})
${handler('create_user', 'data: UserCreate', '', bodies.create)}

@router.${chosen.verb}("${path.update}"${chosen.updated === 'record' ? `, response_model=${say.shown}` : ''}${chosen.updated === 'nothing' ? ', status_code=204' : said(chosen.said)})
${handler('update_user', `user_id: ${keyType}, data: UserUpdate`, '', updatedBy(chosen.updated, bodies.update))}

@router.delete("${path.delete}"${deleted.options})
${handler('delete_user', `user_id: ${keyType}`, deleted.type, [...bodies.delete, ...deleted.answer])}`;
}

/** The paths of the handlers behind that of the collection, for records of one noun. */
export function pathsOf(
  { paths, slash }: Pick<Choices, 'paths' | 'slash'>,
  noun: string,
): Readonly<Record<'list' | 'get' | 'create' | 'update' | 'delete', string>> {
  const key = `/{${noun}_id}`;
  switch (paths) {
    case 'plain':
      return { list: slash, create: slash, get: key, update: key, delete: key };
    case 'said':
      return {
        list: `/all${slash}`,
        create: `/add_${noun}${slash}`,
        get: `/get${key}`,
        update: `/update-${noun}${key}`,
        delete: `/delete${key}`,
      };
    case 'behind':
      return { list: slash, create: `/create${slash}`, get: key, update: `${key}/edit`, delete: `${key}/remove` };
  }
}

const NOT_WELCOME = 'raise HTTPException(status_code=403, detail="Not welcome")';

/** A message in the place of the record, or nothing. */
function updatedBy(answer: Choices['updated'], body: readonly string[]): readonly string[] {
  if (answer === 'record') return body;
  const done = body.flatMap((line) => (line === 'return user' ? [] : line.replace(/^return /, '')));
  return answer === 'nothing' ? done : [...done, 'return {"message": "User updated"}'];
}

/** A list as it is, or with how many records there are. */
function listed({ chosen }: Speller, rows: string, count: string): readonly string[] {
  if (chosen.list === 'plain') return [`return ${rows}`];
  return [`users = ${rows}`, `total = ${count}`, 'return UserList(items=users, total=total)'];
}

function importsOfLayer(say: Speller): string {
  const { place, chosen } = say;
  const from = (target: string, names: string): string => say.from(place.router, target, names);
  switch (chosen.layers) {
    case 'functions':
      return say.importOfCrud;
    case 'service':
      return from(place.service, 'UserService');
    case 'repository':
      return `${from(place.repository, 'UserRepository')}${from(place.service, 'UserService')}`;
    case 'generic':
      return from(place.crud, 'user_crud');
    case 'handlers':
      return '';
  }
}

/** What makes the service on a repository for a handler. */
function makers(say: Speller): string {
  const way = wayToService(say);
  if (way !== 'depended' && way !== 'called') return '';
  const session = way === 'depended' || say.chosen.given === 'alias' ? say.session : `db: ${say.sessionClass}`;
  return `
def get_user_service(${session}) -> UserService:
    return ${serviceMade(say)}

`;
}

const serviceMade = ({ chosen }: Speller): string =>
  `UserService(${chosen.commits === 'service' ? 'db' : 'UserRepository(db)'})`;

/** Whether handlers keep the service that they make under a name. */
export const isKept = ({ chosen }: Pick<Speller, 'chosen'>): boolean =>
  chosen.layers === 'service' && chosen.slash === '/';

function bodiesOf(say: Speller): Bodies {
  const { list, get, create, update, delete: removed } = statementsOf(say);
  const kept = (body: readonly string[]): readonly string[] =>
    isKept(say) ? ['service = UserService(db)', ...body] : body;
  return { list: kept(list), get: kept(get), create: kept(create), update: kept(update), delete: kept(removed) };
}

function statementsOf(say: Speller): Bodies {
  const { aw, chosen } = say;
  const MISSING = ['if user is None:', `    ${say.missing}`];
  const TAKEN = [`    ${say.taken}`];
  const ended = chosen.commits === 'handler' ? [`${aw}db.commit()`] : [];
  const done = (call: string): readonly string[] =>
    ended.length === 0 ? [`return ${call}`] : [`user = ${call}`, ...ended, 'return user'];
  const layer = {
    functions: chosen.layout === 'feature' ? 'crud.' : 'user_crud.',
    service: isKept(say) ? 'service.' : 'UserService(db).',
    repository: { depended: 'service.', called: 'get_user_service(db).', made: `${serviceMade(say)}.` }[
      wayToService(say) ?? 'depended'
    ],
    generic: 'user_crud.',
    handlers: '',
  }[chosen.layers];
  switch (chosen.layers) {
    case 'service':
    case 'repository':
      return {
        list: listed(say, `${aw}${layer}list_users(skip, limit)`, `${aw}${layer}count()`),
        get: [`return ${aw}${layer}get_user(user_id)`],
        create: done(`${aw}${layer}create_user(data)`),
        update: done(`${aw}${layer}update_user(user_id, data)`),
        delete: [
          ...(chosen.deleted === 'record' ? [`user = ${aw}${layer}get_user(user_id)`] : []),
          `${aw}${layer}delete_user(user_id)`,
          ...ended,
        ],
      };
    case 'functions':
      return {
        list: listed(say, `${aw}${layer}get_users(db, skip, limit)`, `${aw}${layer}count_users(db)`),
        get: [`user = ${aw}${layer}get_user(db, user_id)`, ...MISSING, 'return user'],
        create: [
          `if ${aw}${layer}get_user_by_email(db, data.email) is not None:`,
          ...TAKEN,
          ...done(`${aw}${layer}create_user(db, data)`),
        ],
        update: [
          `user = ${aw}${layer}get_user(db, user_id)`,
          ...MISSING,
          ...done(`${aw}${layer}update_user(db, user, data)`),
        ],
        delete: [
          `user = ${aw}${layer}get_user(db, user_id)`,
          ...MISSING,
          `${aw}${layer}delete_user(db, user)`,
          ...ended,
        ],
      };
    case 'generic': {
      const read = [`user = ${aw}user_crud.get(db, user_id)`, ...MISSING];
      return {
        list: listed(say, `${aw}user_crud.get_multi(db, skip=skip, limit=limit)`, `${aw}user_crud.count(db)`),
        get: [...read, 'return user'],
        create: [
          `if ${aw}user_crud.get_by_email(db, email=data.email) is not None:`,
          ...TAKEN,
          ...done(`${aw}user_crud.create(db, obj_in=data)`),
        ],
        update: [...read, ...done(`${aw}user_crud.update(db, db_obj=user, obj_in=data)`)],
        delete: [...read, `${aw}user_crud.remove(db, db_obj=user)`, ...ended],
      };
    }
    case 'handlers': {
      const read = [`user = ${say.byKey()}`, ...MISSING];
      const stored = [say.ends, `${aw}db.refresh(user)`, 'return user'];
      return {
        list: listed(say, say.page(), say.count()),
        get: [...read, 'return user'],
        create: [
          `if ${say.first('User.email == data.email')} is not None:`,
          ...TAKEN,
          `user = User(**${say.dump('data')})`,
          'db.add(user)',
          ...stored,
        ],
        update: [
          ...read,
          `for field, value in ${say.dump('data', true)}.items():`,
          '    setattr(user, field, value)',
          ...stored,
        ],
        delete: [...read, `${aw}db.delete(user)`, say.ends],
      };
    }
  }
}
