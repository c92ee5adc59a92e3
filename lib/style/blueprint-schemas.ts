/** Which schemas of the blueprint are for what: learned of what its handlers take and answer, else of their names. */
import { columnsIn } from '../framework/mapped-models.js';
import {
  type Annotated,
  ancestry,
  annotatedFields,
  answersOf,
  bodyOf,
  parentsOf,
  type SchemaClass,
  schemasIn,
} from '../framework/schema-classes.js';
import { tablesIn } from '../framework/tables.js';
import { modelNoun } from '../naming/model-class.js';
import { pascalCase, plural, singular } from '../naming/names.js';
import { blueprintRecords } from './blueprint-handlers.js';
import type { HostReading } from './host-reading.js';
import { mainModel } from './main-model.js';

/** A class, and its name with `{}` for the model's and `{s}` for its plural: `{}Create`. */
export type NamedSchema = SchemaClass & { readonly pattern: string };

export type BlueprintSchemas = {
  readonly create?: NamedSchema;
  readonly update?: NamedSchema;
  readonly read?: NamedSchema;
  /** What a create inherits from, of the blueprint's own. */
  readonly base?: NamedSchema;
  /** What is between the base and the answer: `UserInDBBase`. */
  readonly between?: NamedSchema;
  /** All that are about the blueprint's model. */
  readonly all: readonly NamedSchema[];
};

const known = new WeakMap<HostReading, BlueprintSchemas>();

export function blueprintSchemas(host: HostReading): BlueprintSchemas {
  const found = known.get(host) ?? read(host);
  known.set(host, found);
  return found;
}

function read(host: HostReading): BlueprintSchemas {
  const { blueprint, modules } = host;
  if (blueprint === undefined) return { all: [] };
  // One module may have the models of all features.
  const main = mainModel(host);
  const nouns = nounsOf(host.host.blueprint ?? '', main ? [main] : blueprint.of('models').flatMap(tablesIn));
  const named = (each: SchemaClass | undefined): NamedSchema | undefined => {
    const pattern = each && patternOf(each.name, nouns);
    return each && pattern !== undefined ? { ...each, pattern } : undefined;
  };
  const handlers = blueprintRecords(blueprint);
  const bodies = (['create', 'update'] as const).map((operation) => {
    const handler = handlers.get(operation);
    return handler && bodyOf(handler, modules);
  });
  const answers = (['get', 'create', 'update', 'list'] as const).flatMap((operation) => {
    const handler = handlers.get(operation);
    return handler === undefined ? [] : answersOf(handler, modules).slice(-1);
  });
  const places = new Set([
    ...blueprint.of('schemas'),
    ...[...bodies, ...answers].flatMap((each) => each?.module ?? []),
  ]);
  const all = [...places].flatMap((module) => schemasIn(module, modules)).flatMap((each) => named(each) ?? []);
  const sent = bodies.flatMap((body) => (body === undefined ? [] : fieldsOf(body, modules)));
  const known = new Set([...columnNames(host), ...sent.map(({ name }) => name)]);
  // `{"result": true, "tweet_id": 1}` says that something was done, and shows no record.
  const showsRecord = (each: SchemaClass): boolean =>
    known.size === 0 || fieldsOf(each, modules).some(({ name }) => known.has(name));
  const ofRole = (role: keyof typeof WORDS): NamedSchema | undefined => all.find(({ pattern }) => isFor(pattern, role));
  const read =
    commonAnswer(
      answers.filter(showsRecord).flatMap((each) => named(each) ?? []),
      modules,
    ) ?? ofRole('read');
  const isRead = (each: NamedSchema | undefined): boolean => each !== undefined && each.node === read?.node;
  const [created, updated] = bodies.map(named).map((each) => (isRead(each) ? undefined : each));
  const create = created ?? ofRole('create');
  const update = updated?.node === create?.node ? ofRole('update') : (updated ?? ofRole('update'));
  const roles = [create, update, read];
  const parents = (each: NamedSchema | undefined): readonly NamedSchema[] =>
    (each === undefined ? [] : parentsOf(each, modules))
      .flatMap((parent) => named(parent) ?? [])
      .filter((parent) => !roles.some((role) => role?.node === parent.node));
  const [nearest] = parents(read);
  const [base = create === undefined ? nearest : undefined] = parents(create);
  const isBetween =
    nearest !== undefined && base !== undefined && parents(nearest).some(({ node }) => node === base.node);
  return {
    ...(create && { create }),
    ...(update && { update }),
    ...(read && { read }),
    ...(base && { base }),
    ...(isBetween && { between: nearest }),
    all,
  };
}

/** What answers a record: the first, or one that it adds to, where several operations answer that: `TeamResponse` of `TeamDetailResponse(TeamResponse)`. */
function commonAnswer(answers: readonly NamedSchema[], modules: HostReading['modules']): NamedSchema | undefined {
  const [first] = answers;
  const above = first === undefined ? [] : parentsOf(first, modules);
  const common = above.find(({ node }) => answers.filter((each) => each.node === node).length > 1);
  return answers.find(({ node }) => node === common?.node) ?? first;
}

/** What the main model has columns for. */
export function columnNames(host: HostReading): ReadonlySet<string> {
  const main = mainModel(host);
  return new Set(main === undefined ? [] : columnsIn(main, host.modules).map(({ name }) => name));
}

/** The fields of a schema, those that it inherits from classes of the host among them. */
function fieldsOf(schema: SchemaClass, modules: HostReading['modules']): readonly Annotated[] {
  return ancestry({ ...schema, rest: [], via: [] }, modules).flatMap(({ node }) => annotatedFields(node));
}

type Nouns = { readonly one: readonly string[]; readonly many: readonly string[] };

/** What the blueprint calls its model in the names of classes. */
function nounsOf(feature: string, tables: readonly { readonly name: string }[]): Nouns {
  const [one, many] = [pascalCase(singular(feature)), pascalCase(plural(singular(feature)))];
  const models = tables.map(({ name }) => modelNoun(name));
  return { one: [one, ...models.filter((name) => name !== many && name !== '')], many: many === one ? [] : [many] };
}

/** Words of schemas that are about accounts, or about one purpose: no other package has such a class. */
const OWN_WORDS =
  /^(?:Auth\w*|Log[io]\w*|Sign\w*|Regist\w*|Pass\w*|Token\w*|Me|My|Self|Own|Current|Profile|Account|Admin|Super\w*|Staff|Role|Email|Phone|O?[Aa]uth\w*|Google|Github|Credentials?|Verif\w*|Reset|Forgot|With\w*|For|And|By|Of|To|As)$/;

/** Where the name of a class has the model's; nothing for what only the blueprint has. */
function patternOf(name: string, { one, many }: Nouns): string | undefined {
  const place = (nouns: readonly string[], mark: string): string | undefined => {
    const noun = nouns.find((each) => new RegExp(`${each}(?![a-z])`).test(name));
    return noun && name.replace(new RegExp(`${noun}(?![a-z])`), mark);
  };
  const pattern = place(many, '{s}') ?? place(one, '{}');
  return pattern !== undefined && !wordsOf(pattern).some((word) => OWN_WORDS.test(word)) ? pattern : undefined;
}

/** `{}InDBBase` is `In`, `DB`, `Base`. */
export const wordsOf = (pattern: string): readonly string[] =>
  pattern.replace(/\{s?\}/, ' ').match(/[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+/g) ?? [];

const WORDS = {
  create: /^(?:Creat\w+|Add|New|Insert|Post|In|Input)$/,
  update: /^(?:Updat\w+|Edit|Patch|Put|Changes?|Modify)$/,
  read: /^(?:Read|Response|Out|Output|Public|Show|View|Get|Display|Returns?|Details?|Info|Retrieve)$/,
} as const;

function isFor(pattern: string, role: keyof typeof WORDS): boolean {
  const words = wordsOf(pattern);
  // What is for the database, and lists, are for neither.
  if (pattern.includes('{s}') || words.some((word) => /^(?:DB|Db|Base|List|Page|Paginated)$/.test(word))) return false;
  const isOf = (each: keyof typeof WORDS): boolean => words.some((word) => WORDS[each].test(word));
  if (role !== 'read') return isOf(role) && !isOf('read');
  return !isOf('create') && !isOf('update') && (isOf('read') || words.every((word) => NEUTRAL.test(word)));
}

const NEUTRAL = /^(?:S|Schemas?|Models?|D[Tt][Oo]|Pydantic|Scheme)$/;
