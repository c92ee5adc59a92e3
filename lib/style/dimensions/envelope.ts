/** What the blueprint puts its answers into: a response of the host around a record, a page around a list. */
import { annotatedFields, schemasOf, superclasses } from '../../framework/schema-classes.js';
import { namePattern } from '../../naming/name-pattern.js';
import { childOf } from '../../python/syntax.js';
import { about, listLike } from '../answers-alike.js';
import { blueprintSchemas } from '../blueprint-schemas.js';
import type { Dimension } from '../dimension.js';
import { type HandlerScope, handlerScope } from '../handler-locals.js';
import type { HostReading } from '../host-reading.js';
import { hasUntakenBounds } from '../list-bounds.js';
import { type ListTotal, listTotal } from '../list-totals.js';
import { isSilent } from '../silent-handlers.js';
import { type Template, templateOf } from '../templates.js';
import { answeringScope, type Wrapped, wrappedBelow, wrappedIn } from '../wrapped-answers.js';

/** A class that a package has for its answers: `UsersPublic` with `data: list[UserPublic]` and `count: int`. */
export type AnswerClass = {
  /** `{s}Public` */
  readonly pattern: string;
  readonly bases: readonly Template[];
  readonly fields: readonly {
    readonly name: string;
    readonly type: Template;
    readonly value: Template | undefined;
  }[];
};

/** The operations that answer with records. */
export type AnsweringOperation = 'list' | 'get' | 'create' | 'update';

export type Envelope = {
  /** How each answers; nothing where a record or a list is the answer itself. */
  readonly operations: Readonly<Partial<Record<AnsweringOperation, Wrapped>>>;
  readonly total: ListTotal | undefined;
  readonly classes: readonly AnswerClass[];
  /** What the blueprint answers and a new package does not, as the blueprint writes it. */
  readonly unwritten: { readonly record: string | undefined; readonly list: string | undefined };
  /** Operations that answer no record but words about it, or parts of it: `{"id": user.id}`. */
  readonly told: readonly { readonly operation: AnsweringOperation; readonly text: string; readonly at: string }[];
};

const NONE: Envelope = {
  operations: {},
  total: undefined,
  classes: [],
  unwritten: { record: undefined, list: undefined },
  told: [],
};

export const envelope: Dimension<Envelope> = {
  id: 'envelope',
  default: NONE,
  learn(host) {
    const all = (['list', 'get', 'create', 'update'] as const).flatMap((operation) => {
      const scope = handlerScope(host, operation);
      return scope === undefined ? [] : [{ operation, scope, found: wrappedIn(scope) }];
    });
    const scopes = all.flatMap(({ found, ...each }) =>
      found === undefined ? [] : [{ ...each, found: hasUntakenBounds(host, found) ? ('unwritten' as const) : found }],
    );
    const bare = new Set(all.flatMap(({ operation, found }) => (found === undefined ? [operation] : [])));
    const told = all.flatMap(({ operation, scope, found }) =>
      found === undefined && operation !== 'list' ? toldIn(operation, scope) : [],
    );
    const [shown] = scopes;
    if (shown === undefined) return told[0] && { value: { ...NONE, told }, at: told[0].at };
    const { module, node } = shown.scope.shape.handler;
    const list = scopes.find(({ operation }) => operation === 'list');
    const records = recordsOf(scopes, bare);
    const total = list === undefined ? undefined : totalOf(host, list.scope, list.found);
    const answered = list?.found === 'unwritten' || total === 'unwritten' ? undefined : list?.found;
    const isLike = all.every(({ operation }) => operation !== 'list') || isInSame(list, scopes);
    const like = isLike ? listLike(records.get ?? records.create) : undefined;
    const listed = answered ?? like;
    const operations = { ...records, ...(listed === undefined ? {} : { list: listed }) };
    const classes = classesOf(host, Object.values(operations));
    const isWhole = classes !== undefined;
    const [wrappedRecord] = scopes.filter(({ operation }) => operation !== 'list');
    return {
      value: {
        operations: isWhole ? operations : {},
        total: isWhole && answered !== undefined && total !== 'unwritten' ? total : undefined,
        classes: classes ?? [],
        unwritten: {
          record: isWhole && Object.keys(records).length > 0 ? undefined : textOf(wrappedRecord?.scope),
          list: isWhole && listed !== undefined ? undefined : textOf(list?.scope),
        },
        told,
      },
      at: host.at(module, node.line),
    };
  },
};

/** A dict or a text, where the decorator names no schema for it. */
function toldIn(operation: AnsweringOperation, scope: HandlerScope): Envelope['told'] {
  const { host, module, returned } = answeringScope(scope);
  const { handler } = scope.shape;
  if (operation !== 'get' && isSilent(handler))
    return [{ operation, text: 'nothing', at: host.at(handler.module, handler.decorator.line) }];
  const isTold =
    returned !== undefined && /^(?:dictionary|(?:concatenated_)?string)$/.test(returned.type) && returned.text !== '{}';
  if (!isTold || isReadAsSchema(scope)) return [];
  return [{ operation, text: returned.text.replace(/\s+/g, ' '), at: host.at(module, returned.line) }];
}

/** Whether FastAPI makes the schema of a record of what is returned. */
function isReadAsSchema({ host, module, shape: { handler } }: HandlerScope): boolean {
  const type = handler.keywords.get('response_model') ?? childOf(handler.node, 'return_type');
  const { read } = blueprintSchemas(host);
  return type !== undefined && schemasOf(module, type, host.modules).some(({ node }) => node === read?.node);
}

type Shown = {
  readonly operation: AnsweringOperation;
  readonly scope: HandlerScope;
  readonly found: Wrapped | 'unwritten';
};

const RECORDS = ['get', 'create', 'update'] as const;

/** How each operation answers a record; what the blueprint lacks, or does in a way that nobody can follow, as another one. */
function recordsOf(scopes: readonly Shown[], bare: ReadonlySet<AnsweringOperation>): Envelope['operations'] {
  const written = new Map(
    scopes.flatMap(({ operation, found }) => (found === 'unwritten' ? [] : [[operation, found] as const])),
  );
  const found = RECORDS.flatMap((operation) => {
    const own = written.get(operation);
    if (own !== undefined) return [[operation, own] as const];
    const other = RECORDS.find((each) => written.has(each));
    const like = other && written.get(other);
    return like === undefined || bare.has(operation) ? [] : [[operation, about(like, operation)] as const];
  });
  return Object.fromEntries(found);
}

/** Whether a list is told to be in the generic class that has a record: `ApiResponse[list[UserRead]]` and `ApiResponse[UserRead]`. */
function isInSame(list: Shown | undefined, scopes: readonly Shown[]): boolean {
  const told = ({ scope }: Shown): string | undefined => scope.shape.handler.keywords.get('response_model')?.text;
  const of = (list && told(list))?.replace(/\b(?:typing\.)?(?:[Ll]ist|Sequence)\[([\w.]+)\]/, '$1');
  return of !== undefined && of !== (list && told(list)) && scopes.some((each) => each !== list && told(each) === of);
}

function totalOf(
  host: HostReading,
  scope: HandlerScope,
  found: Wrapped | 'unwritten',
): ListTotal | 'unwritten' | undefined {
  if (found === 'unwritten') return 'unwritten';
  const templates = [found.value, ...found.before.map(({ value }) => value)];
  if (!templates.some(({ holes }) => holes.some(({ kind }) => kind === 'total'))) return undefined;
  return listTotal(host, answeringScope(scope)) ?? 'unwritten';
}

/** The classes that the answers name; nothing where one of them is more than its fields. */
function classesOf(host: HostReading, all: readonly Wrapped[]): readonly AnswerClass[] | undefined {
  const holes = all.flatMap(({ model, annotation, value }) =>
    [model, annotation, value].flatMap((template) => template?.holes ?? []),
  );
  const patterns = new Set(holes.flatMap((hole) => (hole.kind === 'class' ? [hole.pattern] : [])));
  const found = [...patterns].map((pattern) => classOf(host, pattern));
  return found.includes(undefined) ? undefined : found.flatMap((each) => each ?? []);
}

function classOf(host: HostReading, pattern: string): AnswerClass | undefined {
  const found = blueprintSchemas(host).all.find((each) => each.pattern === pattern);
  const nouns = handlerScope(host, 'list')?.nouns ?? handlerScope(host, 'get')?.nouns;
  if (found === undefined || nouns === undefined) return undefined;
  const scope = { host, module: found.module, nouns, hole: () => undefined };
  const statements = childOf(found.node, 'body')?.named ?? [];
  const isMore = statements.some(({ type }) => /definition$/.test(type));
  const bases = (childOf(found.node, 'superclasses')?.named ?? []).map((base) => templateOf(scope, base));
  const fields = annotatedFields(found.node).map(({ name, annotation, value }) => ({
    name: namePattern(name, nouns),
    type: templateOf(scope, annotation),
    value: value && templateOf(scope, value),
    isWhole: value === undefined || templateOf(scope, value) !== undefined,
  }));
  if (isMore || superclasses(found.node).length === 0 || bases.includes(undefined)) return undefined;
  if (fields.some(({ type, isWhole }) => type === undefined || !isWhole)) return undefined;
  return {
    pattern,
    bases: bases.flatMap((base) => base ?? []),
    fields: fields.flatMap(({ name, type, value }) => (type === undefined ? [] : [{ name, type, value }])),
  };
}

/** What is said of it: the type that the decorator names, or what is returned. */
function textOf(scope: HandlerScope | undefined): string | undefined {
  if (scope === undefined) return undefined;
  const { keywords, node } = scope.shape.handler;
  const told = keywords.get('response_model')?.text ?? wrappedBelow(scope);
  return (told ?? (scope.returned ?? childOf(node, 'return_type'))?.text)?.replace(/\s+/g, ' ');
}
