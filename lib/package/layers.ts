/** The layers of a package with the names that a model gives them. */
import { fromPattern, hasNoun } from '../naming/name-pattern.js';
import { humanWords, pascalCase } from '../naming/names.js';
import { withArticle } from '../naming/phrase.js';
import { KEYWORDS } from '../naming/reserved-words.js';
import { isDeletedWith, isMany, isQueried, isReference } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import type { Docstring } from '../style/docstrings.js';
import type { Layer, LayerOperation, LayerParameter, OperationName } from '../style/layers.js';
import { byOperation } from '../style/operations.js';
import type { Style } from '../style/style-values.js';
import type { UnitOfWork } from '../style/units-of-work.js';
import { type Context, modelWords } from './context.js';
import { namedHolder, nounGiven } from './holder-names.js';

/** A layer of one model: its patterns are names now. `level` counts from the session up. */
export type NamedLayer = Layer & { readonly level: number };

/** The chain from the session up; the handlers are one level above its last layer. */
export type NamedChain = {
  readonly layers: readonly NamedLayer[];
  /** The levels that answer for a missing record and for a taken value. */
  readonly missing: number;
  readonly taken: number;
  /** The level that commits a write, and the one that reads back what was written. */
  readonly commits: number;
  readonly rereads: number;
  /** Whether the lowest level flushes where a higher one commits. */
  readonly isFlushed: boolean;
  /** What the handlers call the session and a record. */
  readonly session: string;
  readonly variable: string;
  readonly loader: string | undefined;
  readonly unit: UnitOfWork | undefined;
};

/** Whether a level gives schemas: what a unit of work has read cannot be read on above it. */
export function isConverted({ unit, layers }: NamedChain, level: number): boolean {
  return unit?.isConverted === true && level > 0 && level < layers.length;
}

type Chain = Extract<Style['layers'], { kind: 'chain' }>;

/** Nothing where the blueprint has the layers of the standard. */
export function chainOf(context: Context, spec: ModelSpec): NamedChain | undefined {
  const { layers } = context.conventions;
  if (layers.kind === 'standard') return undefined;
  const named = (pattern: string): string => nameFor(context, spec, pattern);
  const levelOf = (where: Chain['missing']): number =>
    where === 'handlers' ? layers.chain.length : layers.chain.findIndex(({ role }) => role === where);
  const missing = levelOf(layers.missing);
  const taken = levelOf(layers.taken);
  const commits = context.conventions.transaction === 'flush' ? 0 : levelOf(layers.writes.commits);
  return {
    layers: layers.chain.map((layer, level) => {
      const isAnswering = level === missing || level === taken;
      return { ...layer, ...namedLayer(context, spec, withoutSupply(spec, layer, isAnswering)), level };
    }),
    missing,
    taken,
    commits,
    rereads: layers.writes.isReadBehind ? commits : 0,
    isFlushed: layers.writes.isFlushed,
    session: layers.session,
    variable: layers.variable === '{one}' ? modelWords(context, spec).variable : named(layers.variable),
    loader: layers.loader === undefined ? undefined : named(layers.loader),
    unit: layers.unit,
  };
}

/**
 * What answers for a reference that is not there is written again, whatever the host's base has, and so is a create of
 * what may be deleted with what it refers to.
 */
function withoutSupply(spec: ModelSpec, layer: Layer, isAnswering: boolean): Layer {
  // A base takes what is sent for the values of columns.
  const isOwn =
    spec.fields.some(({ type, hash }) => isMany(type) || hash !== undefined) ||
    (isAnswering && spec.fields.some(({ type }) => isReference(type)));
  const own = (operation: LayerOperation): LayerOperation => ({ ...operation, supply: undefined });
  const { create, update } = layer.operations;
  const operations = {
    ...layer.operations,
    create: isOwn || isDeletedWith(spec) ? own(create) : create,
    update: isOwn ? own(update) : update,
  };
  return { ...layer, operations };
}

/** A line about a model: `Get an {one} by its id.` */
export function docFor(context: Context, spec: ModelSpec, doc: Docstring | undefined): Docstring | undefined {
  if (doc === undefined) return undefined;
  const { title, collection } = modelWords(context, spec);
  const one = title.charAt(0).toLowerCase() + title.slice(1);
  const many = humanWords(collection);
  const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  const [article = ''] = withArticle(one).split(' ');
  const text = doc.text
    .replace(/\b[Aa]n?(?= \{one\})/, (found) => (found.startsWith('A') ? capital(article) : article))
    .replaceAll('{one}', one)
    .replaceAll('{many}', many)
    .replaceAll('{One}', title)
    .replaceAll('{Many}', capital(many));
  return { ...doc, text };
}

/** A name of the blueprint's pattern for a model: `get_{one}` is `get_invoice`. */
export function nameFor(context: Context, spec: ModelSpec, pattern: string): string {
  const { snake, collection } = modelWords(context, spec);
  // What more a class is called tells it from the model: `MediaService`, and no `MediaListService`.
  const many = pattern === '{Many}' ? collection : spec.plural;
  return fromPattern(pattern.replace('{One}', spec.noun).replace('{Many}', pascalCase(many)), snake, collection);
}

/** The same for a parameter or a variable, which no keyword of Python may be called. */
export function localName(context: Context, spec: ModelSpec, pattern: string): string {
  const { variable, key } = modelWords(context, spec);
  const known = new Map([
    ['{one}', variable],
    ['{one}_id', key],
  ]);
  const name = known.get(pattern) ?? nameFor(context, spec, pattern);
  return KEYWORDS.has(name) ? `${name}_` : name;
}

function namedLayer(
  context: Context,
  spec: ModelSpec,
  { holder, doc, operations, base }: Layer,
): Pick<NamedLayer, 'holder' | 'doc' | 'operations'> {
  // Further models are in the same modules: their functions cannot have the names without a noun.
  const isFurther = context.pkg.first !== spec.name;
  const named = (name: OperationName): LayerOperation => {
    const known = namedOperation(context, spec, operations[name]);
    const filtered = name === 'list' && spec.fields.some(isQueried) ? withFilters(known) : known;
    const operation = withScopes(spec, name, filtered, base !== undefined);
    if (!isFurther || holder.kind !== 'functions' || hasNoun(operations[name].name)) return operation;
    const noun = nameFor(context, spec, name === 'list' ? '{many}' : '{one}');
    return { ...operation, name: `${operation.name}_${noun}` };
  };
  return {
    holder: namedHolder(isFurther ? nounGiven(holder) : holder, (pattern) => nameFor(context, spec, pattern)),
    doc: docFor(context, spec, doc),
    operations: byOperation(named),
  };
}

/**
 * What names a record by its key, lists or makes one is told whose it is: behind the key or what was sent. Where a base
 * of the host has the operation, it gets a name of its own: it takes something else.
 */
function withScopes(spec: ModelSpec, name: OperationName, operation: LayerOperation, hasBase: boolean): LayerOperation {
  const scopes = spec.fields.filter(({ scope }) => scope !== undefined);
  const kinds = operation.parameters.map(({ kind }) => kind);
  const isTold = name === 'create' ? operation.data !== 'record' : name === 'list' || kinds.includes('key');
  if (scopes.length === 0 || !isTold) return operation;
  const behind = operation.parameters.filter(
    ({ kind }) => kind === 'session' || kind === 'key' || (kind === 'data' && operation.data !== 'keywords'),
  );
  const given = behind.at(-1)?.given ?? 'place';
  const others = operation.parameters.filter((each) => !behind.includes(each));
  const told = scopes.map((field): LayerParameter => ({ kind: 'scope', name: field.name, given }));
  const parameters = [...behind, ...told, ...others];
  if (!hasBase) return { ...operation, parameters };
  const words = scopes.map((field) => field.name.replace(/_id$/, '')).join('_and_');
  return {
    ...operation,
    parameters,
    name: `${operation.name}_${name === 'create' ? 'with' : 'by'}_${words}`,
    supply: undefined,
  };
}

/** A list takes what it is asked for behind the session, as it is given that, and before what has a default. */
function withFilters(operation: LayerOperation): LayerOperation {
  const [first] = operation.parameters;
  const session = first?.kind === 'session' ? first : undefined;
  const filters = { kind: 'filters', name: 'filters', given: session?.given ?? 'place' } as const;
  return { ...operation, parameters: operation.parameters.toSpliced(session === undefined ? 0 : 1, 0, filters) };
}

function namedOperation(context: Context, spec: ModelSpec, operation: LayerOperation): LayerOperation {
  const words = modelWords(context, spec);
  const taken = new Set(operation.parameters.filter(({ name }) => !/\{/.test(name)).map(({ name }) => name));
  const local = (pattern: string): string => {
    const known = { '{one}': words.variable, '{one}_id': words.key }[pattern];
    const name = known ?? nameFor(context, spec, pattern);
    return KEYWORDS.has(name) || (pattern !== name && taken.has(name)) ? `${name}_` : name;
  };
  const parameters = operation.parameters.map((each) => ({ ...each, name: local(each.name) }));
  const stored = operation.data === 'record' ? 'data' : 'record';
  const record = parameters.find(({ kind }) => kind === 'record') ?? parameters.find(({ kind }) => kind === stored);
  const variable = record?.name ?? local(operation.variable);
  const isTaken = record === undefined && parameters.some(({ name }) => name === variable);
  return {
    name: nameFor(context, spec, operation.name),
    ...(operation.called === undefined ? {} : { called: nameFor(context, spec, operation.called) }),
    parameters,
    data: operation.data,
    variable: isTaken ? `db_${variable}` : variable,
    isNested: operation.isNested,
    ...(operation.readsOwn === true ? { readsOwn: true } : {}),
    changes: operation.changes && local(operation.changes),
    supply: operation.supply,
    doc: docFor(context, spec, operation.doc),
  };
}

/** The name of a parameter of an operation; nothing where it takes none of that kind. */
export function parameterOf({ parameters }: LayerOperation, kind: LayerParameter['kind']): string | undefined {
  return parameters.find((each) => each.kind === kind)?.name;
}
