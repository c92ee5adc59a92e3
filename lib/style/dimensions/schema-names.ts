/** What the blueprint calls its schemas, with `{}` for the model's name and `{s}` for its plural. */
import { type BlueprintSchemas, blueprintSchemas, wordsOf } from '../blueprint-schemas.js';
import type { Dimension } from '../dimension.js';

export type SchemaPatterns = {
  /** What the bodies and the answer have in common; nothing where they have nothing. */
  readonly base: string | undefined;
  readonly create: string;
  readonly update: string;
  readonly read: string;
  /** What is between the base and the answer. */
  readonly between: string | undefined;
};

const STANDARD: SchemaPatterns = {
  base: '{}Base',
  create: '{}Create',
  update: '{}Update',
  read: '{}',
  between: undefined,
};

export const schemaPatterns: Dimension<SchemaPatterns> = {
  id: 'schema-names',
  default: STANDARD,
  learn(host) {
    const found = blueprintSchemas(host);
    const shown = found.create ?? found.read ?? found.update;
    if (shown === undefined) return undefined;
    const value = patterns(found, forOthers) ?? patterns(found, (pattern) => pattern) ?? STANDARD;
    return { value, at: host.at(shown.module, shown.node.line) };
  },
  pin: {
    expects: 'a table of names, as in { create = "{}Create", update = "{}Update", read = "{}Read", base = "{}Base" }',
    read: pinned,
  },
};

/** What the blueprint does not have is called after what it has: a `CreateUser` goes with an `UpdateUser`. */
function patterns(found: BlueprintSchemas, given: (pattern: string) => string): SchemaPatterns | undefined {
  const of = (schema: { readonly pattern: string } | undefined): string | undefined => schema && given(schema.pattern);
  const [create, update, read] = [of(found.create), of(found.update), of(found.read)];
  const known = create ?? update;
  const answer = read ?? (known === undefined ? STANDARD.read : answerAfter(known));
  const made = {
    base: of(found.base),
    create: create ?? bodyAfter(update ?? answer, 'Create'),
    update: update ?? bodyAfter(create ?? answer, 'Update'),
    read: answer,
    between: of(found.between),
  };
  const all = Object.values(made).filter((pattern) => pattern !== undefined);
  return new Set(all).size === all.length ? made : undefined;
}

/** Words that say what a schema is for, whatever it is about. */
const PURPOSE =
  /^(?:Creat\w+|Add|New|Insert|Post|In|Input|Updat\w+|Edit|Patch|Put|Changes?|Modif\w+|Read|Response|Re[sq]p?|Request|Out|Output|Public|Show|View|Get|Display|Returns?|Detail\w*|Info|Retrieve|Base|Basic|D[Bb]|O[Rr][Mm]|Entity|Schem\w+|Models?|D[Tt][Oo]|Pydantic|Body|Payload|Data|Params|Args|Form|Full|Item|Single|Partial|Internal|Common|Shared|A[Pp][Ii]|Type|Object|Record|List|Page|[A-Z]|V\d|Cr[ei]a\w*|A[ct]t?uali[sz]a\w*|Resp[uo]\w+|Salida|Sa[ií]da|Entrada|Le(?:e)?r|Editar|N[ou]e?vo|Cadastr\w+)$/;

/** What is about the blueprint's own records goes: `Virtual{}CreateRequest` is `{}CreateRequest` for other packages. */
function forOthers(pattern: string): string {
  const words = wordsOf(pattern);
  if (!words.some((word) => PURPOSE.test(word))) return pattern;
  return words.filter((word) => !PURPOSE.test(word)).reduce((rest, word) => rest.replace(word, ''), pattern);
}

const CREATE = /(?<=[a-z}]|^)(?:Create|Creation|Add|New|Insert|Post|Input|In)(?![a-z])/;
const UPDATE = /(?<=[a-z}]|^)(?:Update|Edit|Patch|Put|Changes?|Modify)(?![a-z])/;
const ANSWER =
  /(?<=[a-z}]|^)(?:Read|Response|Output|Out|Public|Show|View|Get|Display|Returns?|Details?|Info|Retrieve)(?![a-z])/;

/** The name of a body after that of another class: the word for what it is for is exchanged, or comes in. */
function bodyAfter(name: string, word: 'Create' | 'Update'): string {
  // The method of `UserPutUpdate` is that of an update alone.
  const pattern = name.replace(/(?:Put|Patch)(?=Update)/, '');
  const said = [CREATE, UPDATE, ANSWER].find((each) => each.test(pattern));
  return said === undefined ? pattern.replace(/\{s?\}/, `$&${word}`) : pattern.replace(said, word);
}

function answerAfter(pattern: string): string {
  const spoken = pattern.replace(/(?<=[a-z}])Input(?![a-z])/, 'Output').replace(/(?<=\})In$/, 'Out');
  if (spoken !== pattern) return spoken;
  const bare = pattern.replace(CREATE, '').replace(UPDATE, '');
  return wordsOf(bare).includes('Request') ? bare.replace('Request', 'Response') : bare;
}

function pinned(given: unknown): SchemaPatterns | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  const entries = Object.entries(given);
  const isRead = ([key, pattern]: [string, unknown]): boolean =>
    key in STANDARD && typeof pattern === 'string' && /^(?:[A-Z]\w*)?\{s?\}\w*$/.test(pattern);
  if (!entries.every(isRead)) return undefined;
  const names = { ...STANDARD, base: undefined, ...Object.fromEntries(entries) } as SchemaPatterns;
  const all = Object.values(names).filter((pattern) => pattern !== undefined);
  return new Set(all).size === all.length ? names : undefined;
}
