/** How a team that has made these choices spells what is in every file: imports, sessions, statements. */
import type { Choices } from './choices.js';

/** Modules below `app`, by what they hold. */
type Place = {
  readonly [part in 'models' | 'schemas' | 'crud' | 'repository' | 'service' | 'base' | 'router']: string;
};

const PLACES: Readonly<Record<Choices['layout'], Place>> = {
  feature: {
    models: 'users.models',
    schemas: 'users.schemas',
    crud: 'users.crud',
    repository: 'users.repository',
    service: 'users.service',
    base: 'crud_base',
    router: 'users.router',
  },
  layers: {
    models: 'models.user',
    schemas: 'schemas.user',
    crud: 'crud.user',
    repository: 'repositories.user',
    service: 'services.user',
    base: 'crud.base',
    router: 'routers.users',
  },
};

export class Speller {
  readonly chosen: Choices;
  readonly isAsync: boolean;
  readonly place: Place;
  /** `async def` or `def`, and what stands before a call that waits. */
  readonly def: string;
  readonly aw: string;
  readonly keyType: string;
  readonly sessionClass: string;

  constructor(chosen: Choices) {
    this.chosen = chosen;
    this.isAsync = chosen.session === 'async';
    this.place = PLACES[chosen.layout];
    this.def = this.isAsync ? 'async def' : 'def';
    this.aw = this.isAsync ? 'await ' : '';
    this.keyType = chosen.key === 'int' ? 'int' : 'uuid.UUID';
    this.sessionClass = this.isAsync ? 'AsyncSession' : 'Session';
  }

  /** The line by which one module below `app` imports names of another. */
  from(module: string, target: string, names: string): string {
    if (names === 'Base' && this.chosen.orm === 'sqlmodel') return '';
    if (this.chosen.imports === 'absolute') return `from app.${target} import ${names}\n`;
    const [folder, other] = [module.split('.').slice(0, -1), target.split('.')];
    const isBeside = folder.length > 0 && folder[0] === other[0];
    const dots = isBeside || folder.length === 0 ? '.' : '..';
    return `from ${dots}${(isBeside ? other.slice(1) : other).join('.')} import ${names}\n`;
  }

  /** The session of a handler or a dependency. */
  get session(): string {
    const { sessionClass, chosen } = this;
    if (chosen.given === 'alias') return 'db: SessionDep';
    if (chosen.given === 'annotated') return `db: Annotated[${sessionClass}, Depends(get_db)]`;
    return `db: ${sessionClass} = Depends(get_db)`;
  }

  /** How a router imports the module of functions. */
  get importOfCrud(): string {
    const { imports, layout } = this.chosen;
    if (layout === 'feature') return imports === 'absolute' ? 'from app.users import crud\n' : 'from . import crud\n';
    return `from ${imports === 'absolute' ? 'app.' : '..'}crud import user as user_crud\n`;
  }

  /** What a handler takes: those that have a default stand behind those that have none. */
  given(own: string, caller: string): string {
    const service = this.chosen.commits === 'handler' ? `, ${this.session}` : '';
    const made =
      this.chosen.given === 'default'
        ? 'service: UserService = Depends(get_user_service)'
        : 'service: Annotated[UserService, Depends(get_user_service)]';
    const below = wayToService(this) === 'depended' ? `${made}${service}` : this.session;
    const all = `${own}, ${below}${caller}`.split(', ').reduce<string[]>((parts, part) => {
      const before = parts.at(-1);
      // A comma inside of brackets separates no parameters.
      if (before !== undefined && before.split('[').length !== before.split(']').length)
        parts[parts.length - 1] = `${before}, ${part}`;
      else parts.push(part);
      return parts;
    }, []);
    return [...all.filter((each) => !each.includes(' = ')), ...all.filter((each) => each.includes(' = '))].join(', ');
  }

  /** What statements and sessions need; where a session is injected, `Depends` is imported beside it. */
  imports(isInjected = false): string {
    const { chosen, isAsync, isQuery } = this;
    const annotated = isInjected && chosen.given !== 'default' ? 'from typing import Annotated\n\n' : '';
    if (chosen.orm === 'sqlmodel') {
      const session = isAsync ? 'from sqlmodel.ext.asyncio.session import AsyncSession\n' : '';
      return `${annotated}from sqlmodel import ${isAsync ? '' : 'Session, '}func, select\n${session}`;
    }
    const session = isAsync
      ? 'from sqlalchemy.ext.asyncio import AsyncSession\n'
      : 'from sqlalchemy.orm import Session\n';
    return `${annotated}${isQuery ? '' : 'from sqlalchemy import func, select\n'}${session}`;
  }

  /** The import of what brings the session to a handler or a dependency of a module. */
  importOfSession(module: string): string {
    return this.from(module, 'database', this.chosen.given === 'alias' ? 'SessionDep' : 'get_db');
  }

  /** Whether statements are `db.query(User)`. */
  get isQuery(): boolean {
    return this.chosen.orm === 'column' && !this.isAsync;
  }

  /** The records of a page; `model` is the class of the model. */
  page(model = 'User'): string {
    const { aw, chosen, isAsync, isQuery } = this;
    if (isQuery) return `db.query(${model}).offset(skip).limit(limit).all()`;
    const statement = `select(${model}).offset(skip).limit(limit)`;
    if (chosen.orm === 'sqlmodel')
      return isAsync ? `(${aw}db.exec(${statement})).all()` : `db.exec(${statement}).all()`;
    return isAsync ? `(${aw}db.execute(${statement})).scalars().all()` : `db.scalars(${statement}).all()`;
  }

  /** The first record of a condition. */
  first(condition: string, model = 'User'): string {
    const { aw, chosen, isAsync, isQuery } = this;
    if (isQuery) return `db.query(${model}).filter(${condition}).first()`;
    const statement = `select(${model}).where(${condition})`;
    if (chosen.orm === 'sqlmodel')
      return isAsync ? `(${aw}db.exec(${statement})).first()` : `db.exec(${statement}).first()`;
    return isAsync ? `(${aw}db.execute(${statement})).scalar_one_or_none()` : `db.scalar(${statement})`;
  }

  /** The record of a key. */
  byKey(session = 'db', model = 'User', key = 'user_id'): string {
    if (this.chosen.lookup === 'get') return `${this.aw}${session}.get(${model}, ${key})`;
    return this.first(`${model}.id == ${key}`, model).replaceAll('db.', `${session}.`);
  }

  /** How many records there are. */
  count(model = 'User'): string {
    const { aw, chosen, isAsync, isQuery } = this;
    if (isQuery) return `db.query(${model}).count()`;
    const statement = `select(func.count()).select_from(${model})`;
    if (chosen.orm === 'sqlmodel')
      return isAsync ? `(${aw}db.exec(${statement})).one()` : `db.exec(${statement}).one()`;
    return isAsync ? `(${aw}db.execute(${statement})).scalar_one()` : `db.execute(${statement}).scalar_one()`;
  }

  /** What is raised where there is no user, and where an email address is taken. */
  get missing(): string {
    return this.chosen.raises === 'own'
      ? 'raise NotFoundError("User not found")'
      : 'raise HTTPException(status_code=404, detail="User not found")';
  }

  get taken(): string {
    return this.chosen.raises === 'own'
      ? 'raise ConflictError("Email already registered")'
      : 'raise HTTPException(status_code=409, detail="Email already registered")';
  }

  /** The import of what is raised. */
  importOfRaised(module: string): string {
    return this.chosen.raises === 'own' ? this.from(module, 'exceptions', 'ConflictError, NotFoundError') : '';
  }

  /** The schema that answers show. */
  get shown(): string {
    return `User${this.chosen.shown}`;
  }

  /** What was sent, as a dict; of an update only that. */
  dump(data: string, isPartial = false): string {
    return `${data}.${this.chosen.pydantic === '1' ? 'dict' : 'model_dump'}(${isPartial ? 'exclude_unset=True' : ''})`;
  }

  /** How a layer ends a write. */
  get ends(): string {
    return `${this.aw}db.${this.chosen.commits === 'below' ? 'commit' : 'flush'}()`;
  }
}

/** How handlers come to a service on a repository: it is injected, a function that they call makes it, or they do. */
export function wayToService({ chosen }: Pick<Speller, 'chosen'>): 'depended' | 'called' | 'made' | undefined {
  if (chosen.layers !== 'repository') return undefined;
  if (chosen.slash === '') return 'depended';
  return chosen.created === '201' ? 'called' : 'made';
}
