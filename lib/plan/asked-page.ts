/** What a list answers where a command says it: a page with the number of all records, or the records alone. */
import { schemaNames } from '../package/schema-names.js';
import type { Refusal } from '../refusal.js';
import type { ModelSpec } from '../request/model.js';
import type { PageKind } from '../request/settings.js';
import type { Envelope } from '../style/dimensions/envelope.js';
import type { Layer } from '../style/layers.js';
import type { CountOperation, CountWords, ListTotal } from '../style/list-totals.js';
import type { Style } from '../style/style-values.js';
import type { Hole, Template } from '../style/templates.js';
import { agreedSetting } from './agreed-setting.js';

/** The style with the answer of a list that the models of one package ask for, or why they cannot have it. */
export function withPage(learned: Style, models: readonly ModelSpec[]): Style | Refusal {
  const { value: kind, isSplit } = agreedSetting(models, 'page');
  if (isSplit) {
    const reason = 'The models of one package are asked for with different answers of their lists.';
    return { id: 'page-differs', status: 2, reason, hint: 'Say --page for each of them, or for none.' };
  }
  if (kind === undefined) return learned;
  const found = kind === 'plain' ? plain(learned) : paged(learned);
  if (found === undefined) return learned;
  if ('reason' in found) return found;
  return { ...learned, envelope: found, evidence: { ...learned.evidence, envelope: `--page=${kind}` } };
}

const refused = (kind: PageKind, id: string, reason: string, hint: string): Refusal => ({
  id: `page-${id}`,
  status: 3,
  reason: `--page=${kind}: ${reason}`,
  hint,
});

/** The records alone; nothing where that is what the host answers. */
function plain({ envelope }: Style): Envelope | Refusal | undefined {
  const { list, ...operations } = envelope.operations;
  if (list === undefined) return undefined;
  if (list.isOfPage === true) {
    const reason = 'a page of records comes from a library here, which gives nothing else.';
    return refused('plain', 'library', reason, 'Leave --page out.');
  }
  const used = Object.values(operations).flatMap(({ model, annotation, value }) =>
    [model, annotation, value].flatMap((each) => each?.holes ?? []),
  );
  const isUsed = (pattern: string): boolean => used.some((hole) => hole.kind === 'class' && hole.pattern === pattern);
  return {
    ...envelope,
    operations,
    total: undefined,
    classes: envelope.classes.filter(({ pattern }) => isUsed(pattern)),
  };
}

/** A page of the package; nothing where the host has its own with a total. */
function paged(style: Style): Envelope | Refusal | undefined {
  const { envelope, layers, evidence } = style;
  const { list } = envelope.operations;
  if (list?.totalPath !== undefined || list?.isOfPage === true) return undefined;
  if (list !== undefined) {
    const at = evidence['envelope'] === undefined ? '' : ` (${evidence['envelope']})`;
    const reason = `the backend puts its lists into an answer of its own, which has no total${at}.`;
    return refused('total', 'envelope', reason, 'Leave --page out, and write the total by hand.');
  }
  const chain = layers.kind === 'chain' ? layers.chain : [];
  const isUnit = layers.kind === 'chain' && layers.unit !== undefined;
  if (isUnit || chain.some(({ opens }) => opens !== undefined)) {
    const what = isUnit ? 'a unit of work' : 'a session of its own';
    const reason = `each call of a layer opens ${what} here, and the records and their number would be read in two.`;
    return refused('total', 'session', reason, 'Leave --page out, and write the total by hand.');
  }
  return {
    ...envelope,
    operations: { ...envelope.operations, list: wrapped(style) },
    total: totalFor(style, chain),
    classes: [...envelope.classes, pageClass(style)],
  };
}

const PATTERN = '{}Page';
const PAGE: Hole = { kind: 'class', pattern: PATTERN };

/** `InvoicePage(items=[InvoiceRead.model_validate(invoice) for invoice in invoices], total=total)` */
function wrapped({ responseTypes: { isModel, annotation } }: Style): NonNullable<Envelope['operations']['list']> {
  const type: Template = { texts: ['', ''], holes: [PAGE] };
  const isSaid = annotation === 'schema' || annotation === 'record';
  return {
    model: isModel || !isSaid ? type : undefined,
    annotation: isSaid ? type : undefined,
    before: [],
    value: {
      texts: ['', '(items=', ', total=', ')'],
      holes: [PAGE, { kind: 'result', isConverted: true }, { kind: 'total' }],
    },
    isNamed: true,
    path: ['items'],
    totalPath: ['total'],
  };
}

function pageClass({ schemaBase, python }: Style): Envelope['classes'][number] {
  const source = schemaBase.answer ?? schemaBase.body ?? { module: 'pydantic', name: 'BaseModel' };
  const name = (module: string, of: string): Hole => ({ kind: 'name', name: { module, name: of, local: of } });
  const isOld = python[0] === 3 && python[1] < 9;
  const items: Template = isOld
    ? { texts: ['', '[', ']'], holes: [name('typing', 'List'), { kind: 'schema' }] }
    : { texts: ['list[', ']'], holes: [{ kind: 'schema' }] };
  const field = (of: string, type: Template): Envelope['classes'][number]['fields'][number] => ({
    name: of,
    type,
    value: undefined,
  });
  return {
    pattern: PATTERN,
    bases: [{ texts: ['', ''], holes: [name(source.module, source.name)] }],
    fields: [field('items', items), field('total', { texts: ['int'], holes: [] })],
  };
}

/** The handlers get both, the number by a function of each layer. */
function totalFor({ queries, layers }: Style, chain: readonly Layer[]): ListTotal {
  return {
    from: chain.length,
    isFirst: false,
    counts: chain.map(countOf),
    words: layers.kind === 'chain' ? WORDS[queries.list] : WORDS.scalars,
    name: 'total',
  };
}

const PLAIN: CountWords = { run: 'scalar', result: undefined, end: '', isOrZero: false, isOfKey: false };

const WORDS: Readonly<Record<Style['queries']['list'], CountWords>> = {
  query: { ...PLAIN, run: 'query' },
  scalars: { ...PLAIN, isOrZero: true },
  execute: { ...PLAIN, run: 'execute', end: '.scalar_one()' },
  exec: { ...PLAIN, run: 'exec', end: '.one()' },
};

/** It is given the session as the list of its layer is. */
function countOf({ operations: { list }, base }: Layer): CountOperation {
  const session = list.parameters.find(({ kind }) => kind === 'session');
  const hasNoun = /\{/.test(list.name) || base !== undefined;
  return {
    name: hasNoun ? 'count_{many}' : 'count',
    session: session && {
      name: session.name,
      isNamed: session.given !== 'place',
      isNamedOnly: session.given === 'only-name',
    },
    isInherited: false,
  };
}

/** What the list of a model that is there answers, where that is not what the host's lists do: its code tells. */
export function pageThere(
  style: Style,
  model: ModelSpec,
  { schemas, handlers }: { readonly schemas: string; readonly handlers: string },
): { readonly page?: PageKind } {
  const { named, read } = schemaNames({ conventions: style }, model);
  const { list } = style.envelope.operations;
  const isOurs = new RegExp(`^class ${named(PATTERN)}\\b.*\\n\\s+items: .*\\n\\s+total: int$`, 'm');
  if (list === undefined) return isOurs.test(schemas) ? { page: 'total' } : {};
  const marks = [list.model, list.annotation, list.value].flatMap((each) => (each ? marksOf(each, named) : []));
  const text = listHandler(handlers, read);
  return text === undefined || marks.length === 0 || marks.some((each) => hasWord(text, each)) ? {} : { page: 'plain' };
}

/** The names of a template, and the keys of its dicts. */
function marksOf({ texts, holes }: Template, named: (pattern: string) => string): readonly string[] {
  const names = holes.flatMap((hole) => {
    if (hole.kind === 'class') return [named(hole.pattern)];
    return hole.kind === 'name' ? [hole.name.local] : [];
  });
  return [...names, ...texts.flatMap((each) => [...each.matchAll(/["'](\w+)["']:/g)].flatMap(([, key]) => key ?? []))];
}

const hasWord = (text: string, word: string): boolean => new RegExp(`\\b${word}\\b`).test(text);

/** The one handler that reads and names no record in its path; of several that of the model's own schema. */
function listHandler(handlers: string, schema: string): string | undefined {
  const found = handlers.split(/^(?=[ \t]*@)/m).filter((each) => /^\s*@[\w.]+\.get\([^{@]*?\)[^{@]*?\bdef /.test(each));
  const own = found.length === 1 ? found : found.filter((each) => hasWord(each, schema));
  return own.length === 1 ? own[0] : undefined;
}
