/** How a handler of the blueprint wraps what it answers: the expression, its type, and where the record is in the answer. */
import { annotatedFields, isSchemaName, type SchemaClass, schemasOf } from '../framework/schema-classes.js';
import { namePattern } from '../naming/name-pattern.js';
import { assignments, calls, valueReturned } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { pathTo } from './answer-paths.js';
import { blueprintSchemas } from './blueprint-schemas.js';
import { type HandlerScope, scopeBelow, withoutAwait } from './handler-locals.js';
import { pageGiven } from './of-library.js';
import { type Hole, schemaNamed, type Template, templateOf } from './templates.js';

export type Wrapped = {
  /** What the decorator says of its type, and what the function does; nothing where they say nothing. */
  readonly model: Template | undefined;
  readonly annotation: Template | undefined;
  /** What is worked out before. */
  readonly before: readonly { readonly name: string; readonly value: Template }[];
  readonly value: Template;
  /** Whether the result gets a name before. */
  readonly isNamed: boolean;
  /** Whether it takes all that a library gives for a list, and not the records of it. */
  readonly isOfPage?: true;
  /** What all of that is called: `{many}_data`. */
  readonly pageName?: string;
  /** Where a client finds the record or the records, and how many there are: patterns of keys. */
  readonly path: readonly string[];
  readonly totalPath: readonly string[] | undefined;
};

/** Nothing where the handler answers its result as it is; `unwritten` where it wraps it in a way that cannot be followed. */
export function wrappedIn(scope: HandlerScope): Wrapped | 'unwritten' | undefined {
  const { keywords, node } = scope.shape.handler;
  const told = keywords.get('response_model');
  const returns = childOf(node, 'return_type');
  const type = told ?? returns;
  const page = pageGiven(scope.host, scope.operation, scope.served?.target);
  const inside = page === undefined ? answeringScope(scope) : scope;
  const { returned } = inside;
  const isAround =
    isBareIn(scope) || scope.returned === undefined
      ? hasTypeAround(scope, type) || (isUntold(type) && wrappedBelow(scope) !== undefined)
      : looksWrapped(scope, type, scope.returned);
  if (!isAround) return isListOfOthers(scope, type) ? 'unwritten' : undefined;
  const value = returned && templateOf(inside, returned);
  if (returned === undefined || value === undefined || (page === undefined && isBare(value))) return 'unwritten';
  const isResult = (each: PythonNode): boolean => isHole(inside, each, 'result');
  const path = pathTo(inside, inside.function, returned, isResult, 0, page && [page.records]);
  const total =
    page === undefined
      ? pathTo(inside, inside.function, returned, (each) => isHole(inside, each, 'total'), 0)
      : pathTo(inside, inside.function, returned, isResult, 0, [page.total]);
  if (path === undefined || path.length === 0) return 'unwritten';
  if (!isAsDeep(scope, type, path) || (page === undefined && wrapsBelow(inside))) return 'unwritten';
  const before = localsOf(inside, value);
  const model = told && told.text !== 'None' ? templateOf(scope, told) : undefined;
  const hasType = returns !== undefined && !/^(?:None|Any|[Dd]ict\b.*)$/.test(returns.text);
  const annotation = hasType ? templateOf(scope, returns) : undefined;
  if (before === undefined || (told && told.text !== 'None' && model === undefined)) return 'unwritten';
  if (hasType && annotation === undefined) return 'unwritten';
  const isCounted = (each: Template): boolean => each.holes.some(({ kind }) => kind === 'total');
  if (isCounted(value) && total === undefined) return 'unwritten';
  // A record beside a number of other records: only a list knows a number.
  if (scope.operation !== 'list' && [value, ...before.map((each) => each.value)].some(isCounted)) return 'unwritten';
  const isNamed = inside !== scope || !calls(returned).some(({ node: each }) => scope.isResult(each));
  const isOfPage = page === undefined ? {} : ({ isOfPage: true, ...pageNameIn(scope) } as const);
  return { model, annotation, before, value, isNamed, path, totalPath: total, ...isOfPage };
}

/** The local name of all that a library gives for a list. */
function pageNameIn({ function: { node }, served, nouns }: HandlerScope): Pick<Wrapped, 'pageName'> {
  const found = assignments(node).find(({ value }) => withoutAwait(value) === served?.call.node);
  return found === undefined ? {} : { pageName: namePattern(found.name, nouns) };
}

/** Where the answer is made: in the handler, or in what it calls, at any depth, where that is answered as it is. */
export function answeringScope(scope: HandlerScope): HandlerScope {
  const below = isBareIn(scope) ? scopeBelow(scope) : undefined;
  const inside = below && answeringScope(below);
  return inside === undefined || isBareIn(inside) ? scope : inside;
}

function isBareIn(scope: HandlerScope): boolean {
  const value = scope.returned && templateOf(scope, scope.returned);
  return value !== undefined && isBare(value);
}

/** A type that says nothing of what is in the answer. */
const isUntold = (type: PythonNode | undefined): boolean =>
  type === undefined || /^(?:None|(?:typing\.)?Any|[Dd]ict\b.*)$/.test(type.text);

/** Whether a type has a schema around the answer, or a dict or a call has the result in it; a key alone is no record. */
function looksWrapped(scope: HandlerScope, told: PythonNode | undefined, returned: PythonNode): boolean {
  if (!isUntold(told)) return hasTypeAround(scope, told);
  const value = withoutAwait(returned);
  if (value.type === 'dictionary' && /^\{\s*["'](?:\w+_)?(?:id|pk|uuid)["']\s*:[^:,]*,?\s*\}$/.test(value.text))
    return false;
  if (value.type === 'dictionary') return hasResult(scope, value) || holdsRecords(scope, value);
  const callee = value.type === 'call' ? childOf(value, 'function') : undefined;
  const isSchemaCall = callee !== undefined && schemaNamed(scope, callee) !== undefined;
  return callee !== undefined && !isSchemaCall && !/\.(?:model_validate|from_orm|parse_obj)$/.test(callee.text)
    ? hasResult(scope, value) && !scope.isResult(value)
    : false;
}

const DATA = /^(?:data|items|results?|records?)$/;

/** Whether a dict has a key for records: `items`, or what they are called. */
function holdsRecords({ nouns }: HandlerScope, { named }: PythonNode): boolean {
  return named.some((pair) => {
    const key = childOf(pair, 'key')?.text.replace(/^["']|["']$/g, '') ?? '';
    return DATA.test(key) || /^\{(?:one|many)\}$/.test(namePattern(key, nouns));
  });
}

const hasResult = (scope: HandlerScope, node: PythonNode): boolean =>
  [...walk(node)].some((each) => each !== node && isHole(scope, each, 'result'));

/** Whether a type has as many classes around the answer as there are keys above it: else a layer below has put it into one. */
function isAsDeep({ host, module }: HandlerScope, type: PythonNode | undefined, path: readonly string[]): boolean {
  if (type === undefined || isUntold(type)) return true;
  const { read } = blueprintSchemas(host);
  const generic = [...walk(type)].filter(
    (each) =>
      /^(?:subscript|generic_type)$/.test(each.type) && isSchemaName(module, each.named[0] ?? each, host.modules),
  );
  const own = schemasOf(module, type, host.modules).filter(
    ({ node }) => node !== read?.node && blueprintSchemas(host).all.some((each) => each.node === node),
  );
  return generic.length + own.length === path.length;
}

/** Whether what the handler calls gives a dict or a schema already, and not the record as it is read. */
function wrapsBelow({ host, served }: HandlerScope): boolean {
  const target = served?.target;
  if (target === undefined) return false;
  const returned = valueReturned(target.node);
  const value = returned && withoutAwait(returned);
  if (value?.type === 'dictionary') return true;
  const [call] = value?.type === 'call' ? calls(value) : [];
  if (call === undefined || !isSchemaName(target.module, call.callee, host.modules)) return false;
  const { read } = blueprintSchemas(host);
  return schemasOf(target.module, call.callee, host.modules)[0]?.node !== read?.node;
}

/** What a layer below puts its results into, where no type says it: `BaseResponse` of `BaseResponse(data=user)`. */
export function wrappedBelow(scope: HandlerScope): string | undefined {
  const below = scopeBelow(scope);
  const value = below?.returned;
  if (below === undefined || value === undefined) return undefined;
  if (value.type === 'dictionary') return holdsRecords(below, value) ? 'a dict' : undefined;
  const { host, module } = below;
  const [call] = value.type === 'call' ? calls(value) : [];
  const schema = call && schemasOf(module, call.callee, host.modules)[0];
  const isOwn = blueprintSchemas(host).all.some(({ node }) => node === schema?.node);
  const hasData = [...(call?.keywords.keys() ?? [])].some((name) => DATA.test(name));
  if (schema !== undefined) return !isOwn && hasData ? schema.name : undefined;
  return isBareIn(below) ? wrappedBelow(below) : undefined;
}

/** A generic class of the host or of a library, or a schema of the blueprint that has its answers in it. */
function hasTypeAround(scope: HandlerScope, told: PythonNode | undefined): boolean {
  if (told === undefined) return false;
  const { host, module } = scope;
  const { read } = blueprintSchemas(host);
  const isGeneric = [...walk(told)].some(
    (each) =>
      /^(?:subscript|generic_type)$/.test(each.type) && isSchemaName(module, each.named[0] ?? each, host.modules),
  );
  const [only] = schemasOf(module, told, host.modules);
  const isAround =
    only !== undefined &&
    only.node !== read?.node &&
    annotatedFields(only.node).some(({ annotation }) =>
      schemasOf(only.module, annotation, host.modules).some(({ node }) => node === read?.node),
    );
  return isGeneric || isAround || (only !== undefined && only.node !== read?.node && hasAnyData(only));
}

/** Whether a schema has a field for whatever is answered: `data: Any | None`. */
function hasAnyData({ node }: SchemaClass): boolean {
  return annotatedFields(node).some(
    ({ name, annotation }) => DATA.test(name) && /(?<![\w.])(?:typing\.)?(?:Any|object)\b/.test(annotation.text),
  );
}

/** Whether a list is answered in a class of the host's around records that are shown otherwise: `items: List[UserSummary]`. */
function isListOfOthers({ operation, host, module }: HandlerScope, told: PythonNode | undefined): boolean {
  const [only] = operation === 'list' && told !== undefined ? schemasOf(module, told, host.modules) : [];
  const isAlone = /^[\w.]+$/.test(told?.text ?? '');
  const { read } = blueprintSchemas(host);
  return (
    isAlone &&
    only !== undefined &&
    only.node !== read?.node &&
    annotatedFields(only.node).some(
      ({ annotation }) =>
        /^(?:typing\.)?(?:Optional\[)?(?:[Ll]ist|Sequence)\[/.test(annotation.text) &&
        schemasOf(only.module, annotation, host.modules).length > 0,
    )
  );
}

/** A result that is answered as it is, or a schema that is made of it. */
function isBare({ texts, holes }: Template): boolean {
  return holes.length === 1 && holes[0]?.kind === 'result' && texts.every((text) => text.trim() === '');
}

function isHole(scope: HandlerScope, node: PythonNode, kind: Hole['kind']): boolean {
  const found = scope.hole(node);
  return found !== undefined && found !== 'unknown' && found.kind === kind;
}

/** The values that the expression names, in the order in which they are worked out. */
function localsOf(scope: HandlerScope, value: Template): Wrapped['before'] | undefined {
  const found = new Map<string, Template>();
  const add = (template: Template, depth: number): boolean =>
    template.holes.every((hole) => {
      if (hole.kind !== 'local' || found.has(hole.name)) return true;
      const node = scope.localValue(hole.name);
      const inner = node && depth < 4 ? templateOf(scope, node) : undefined;
      if (inner === undefined || !add(inner, depth + 1)) return false;
      found.set(hole.name, inner);
      return true;
    });
  return add(value, 0) ? [...found].map(([name, template]) => ({ name, value: template })) : undefined;
}
