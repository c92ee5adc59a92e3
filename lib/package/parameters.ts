/** The parameters of handlers and of dependencies, in the form in which the blueprint writes them. */
import type { ModelSpec } from '../request/model.js';
import type { HandlerParameterKind } from '../style/dimensions/handler-parameters.js';
import type { SessionForm } from '../style/dimensions/session-form.js';
import type { Style } from '../style/style-values.js';
import type { Context } from './context.js';
import { keyOf, keyOfKind, type ModelKey } from './key.js';
import { localName } from './layers.js';
import { moduleOf, roleOfFile } from './modules.js';
import { type Code, join, own, type Part, py, symbol } from './print/code.js';
import { fastapi } from './print/symbols.js';
import { elsewhere } from './reach.js';
import { sourceCode } from './source-code.js';
import { annotated } from './spelling.js';

const ROLES = ['models', 'schemas', 'crud', 'services'] as const;

/** A name of the host as the blueprint writes it. */
type HostName = Extract<Style['sessionForm'], { kind: 'alias' }>['alias'];

/** A parameter; one that has a default goes behind those that have none. */
export type Parameter = {
  readonly kind: HandlerParameterKind;
  readonly code: Part;
  readonly hasDefault: boolean;
  /** What it is called, where it says who calls. */
  readonly name?: string;
};

/** Something that the host defines, as the blueprint names it: `get_db`, `deps.get_db`. */
export function hostNamed(context: Context, { dotted, written }: HostName): Part {
  const path = dotted.split('.');
  const [local = written, ...rest] = written.split('.');
  const imported = path.slice(0, path.length - rest.length);
  // `import app.api.deps` binds `app`, and `models` may be the package's own module: then the name is imported by itself.
  const isTaken = rest.length > 0 && isOtherModule(context, local, imported.join('.'));
  if (rest.length >= path.length - 1 || isTaken) return symbol(path.slice(0, -1).join('.'), path.at(-1) ?? dotted);
  const found = symbol(imported.slice(0, -1).join('.'), imported.at(-1) ?? '');
  return py`${{ ...found, local }}${rest.map((part) => `.${part}`).join('')}`;
}

/** Whether the package calls another module of its own so. */
function isOtherModule(context: Context, local: string, path: string): boolean {
  return ROLES.some((role) => {
    const { module, name, local: called = name } = moduleOf(context, role);
    return called === local && path !== (module === undefined ? name : `${module}.${name}`);
  });
}

/** `db: Session = Depends(get_db)`, or `db: Annotated[Session, Depends(get_db)]`. */
export function dependency(
  context: Context,
  kind: HandlerParameterKind,
  name: string,
  type: Part,
  call: Part,
  form: Style['depends'] = context.conventions.depends,
): Parameter {
  return form === 'default'
    ? { kind, code: py`${name}: ${type} = ${call}`, hasDefault: true }
    : { kind, code: py`${name}: ${annotated(context, type, call)}`, hasDefault: false };
}

/** The type of what is given in the place of a session: of a unit of work, where the layers have one. */
export function heldType(context: Context): Part {
  const { layers } = context.conventions;
  const unit = layers.kind === 'chain' ? layers.unit : undefined;
  return unit === undefined ? context.dialect.session : hostNamed(context, unit.type);
}

/** The session as a parameter. */
export function sessionParameter(context: Context, name: string): Parameter {
  const { sessionForm: form, session } = context.conventions;
  const type = heldType(context);
  if (form.kind === 'alias')
    return { kind: 'holder', code: py`${name}: ${hostNamed(context, form.alias)}`, hasDefault: false };
  if (form.kind === 'own' && form.plain !== undefined) {
    const on = elsewhere(context, form.role, openerName(form));
    return dependency(context, 'holder', name, type, py`${fastapi.Depends}(${on})`, form.plain);
  }
  if (form.kind === 'own') {
    return { kind: 'holder', code: py`${name}: ${elsewhere(context, form.role, form.name)}`, hasDefault: false };
  }
  const on = form.dependency === undefined ? sourceCode(session) : hostNamed(context, form.dependency);
  return dependency(context, 'holder', name, type, py`${fastapi.Depends}(${on})`, form.kind);
}

/** What a package calls the function that opens its sessions. */
export const openerName = (form: SessionForm): string => (form.kind === 'own' && form.opener) || 'get_session';

/** What a package's own dependency is known by to its handlers: an alias, or the function. */
export const sessionName = (form: Extract<SessionForm, { kind: 'own' }>): string =>
  form.plain === undefined ? form.name : openerName(form);

/** What a package defines for its session, where it has its own alias. */
export function sessionAlias(context: Context): Part {
  const { dialect, conventions } = context;
  const { sessionForm: form } = conventions;
  if (form.kind !== 'own' || form.role !== roleOfFile(context.file) || form.plain !== undefined) return undefined;
  const on = conventions.session.opens ? own(openerName(form)) : sourceCode(conventions.session);
  return py`${form.name} = ${annotated(context, dialect.session, py`${fastapi.Depends}(${on})`)}`;
}

/** What the path of a record calls its key. */
export function keyName(context: Context, spec: ModelSpec): string {
  return localName(context, spec, context.conventions.pathKey.name);
}

/** The name of a type for the key of a path, where the handlers of a model share one: `InvoiceId`. */
function keyAlias(context: Context, spec: ModelSpec): string | undefined {
  const isShared = context.file === 'api.py' && context.conventions.depends === 'annotated';
  return isShared && hasAliases(context.conventions) && keyOf(context).path !== undefined
    ? `${spec.noun}Id`
    : undefined;
}

/** Whether handlers name what they are given by aliases; other teams write each parameter out. */
function hasAliases({ sessionForm, layers }: Style): boolean {
  if (sessionForm.kind === 'alias') return true;
  if (sessionForm.kind === 'own' && sessionForm.plain === undefined) return true;
  const top = layers.kind === 'chain' ? layers.chain.at(-1)?.holder : undefined;
  return top?.kind === 'object' && top.reached.kind === 'dependency' && top.reached.alias !== undefined;
}

/** `InvoiceId = Annotated[int, Path(le=MAX_INT)]` */
export function keyAliasLine(context: Context, spec: ModelSpec): Part {
  const alias = keyAlias(context, spec);
  const { python, path } = keyOf(context);
  return alias && py`${alias} = ${annotated(context, python, py`${fastapi.Path}(${path})`)}`;
}

/** The key of a record as a parameter: what no record can have is 422 before the database is asked. */
export function keyParameter(context: Context, spec: ModelSpec): Parameter {
  const alias = keyAlias(context, spec);
  const name = keyName(context, spec);
  if (alias === undefined) return inPath(context, name, keyOf(context));
  return { kind: 'record', code: py`${name}: ${alias}`, hasDefault: false };
}

/** The key of the record above in the path. */
export function parentParameter(context: Context, name: string, kind: Style['key']['kind']): Parameter {
  return inPath(context, name, keyOfKind(context, kind));
}

function inPath(context: Context, name: string, { python, path }: Pick<ModelKey, 'python' | 'path'>): Parameter {
  if (path === undefined) return { kind: 'record', code: py`${name}: ${python}`, hasDefault: false };
  return dependency(context, 'record', name, python, py`${fastapi.Path}(${path})`);
}

/** The record that a dependency loads for the key of the path. */
export function loadedParameter(context: Context, name: string, model: Part, loader: string): Parameter {
  const { recordForm: form } = context.conventions;
  const role = form.kind === 'loaded' ? form.role : 'deps';
  const on = elsewhere(context, role, loader);
  return dependency(context, 'record', name, model, py`${fastapi.Depends}(${on})`);
}

/** Who calls is asked before a dependency loads the record: otherwise strangers are told which records there are. */
function guardsFirst(
  { conventions: { recordForm } }: Context,
  order: readonly Parameter['kind'][],
): readonly Parameter['kind'][] {
  if (recordForm.kind !== 'loaded' || order.indexOf('user') < order.indexOf('record')) return order;
  return order.flatMap((kind) => (kind === 'user' ? [] : kind === 'record' ? (['user', 'record'] as const) : kind));
}

/** The parameters in the blueprint's order. Python wants those without a default first, unless all are behind a `*`. */
export function signature(context: Context, operation: keyof Style['handlerNames'], given: readonly Parameter[]): Code {
  const { order: shown, isStarred } = context.conventions.handlerParameters[operation];
  const order = given.some(({ kind }) => kind === 'record') ? guardsFirst(context, shown) : shown;
  const sorted = [...given].sort((left, right) => order.indexOf(left.kind) - order.indexOf(right.kind));
  const [first] = sorted;
  if (isStarred && first !== undefined) return join(', ', ['*', ...sorted.map(({ code }) => code)]);
  const bare = sorted.filter(({ hasDefault }) => !hasDefault);
  const others = sorted.filter(({ hasDefault }) => hasDefault);
  return join(
    ', ',
    [...bare, ...others].map(({ code }) => code),
  );
}
