/** The schemas that answers show referred records with, and whether all that such a schema reads is loaded with the record. */
import type { MappedTable } from '../framework/mapped-models.js';
import { type Member, membersOf } from '../framework/model-members.js';
import { ancestry, annotatedFields, isSchema, type SchemaClass } from '../framework/schema-classes.js';
import type { Table } from '../framework/tables.js';
import { withArticle } from '../naming/phrase.js';
import { specOfClass } from '../package/class-names.js';
import { schemaNames, summaryName } from '../package/schema-names.js';
import { importCircle } from '../project/import-circle.js';
import { ownNames } from '../project/module.js';
import type { Project } from '../project/project.js';
import type { RefKey, ShownRecord } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import type { Style } from '../style/style-values.js';

/** The backend, and the dotted name of the schemas of the package that refers. */
export type EmbeddingHost = { readonly code: Project; readonly conventions: Style; readonly schemas: string };

/** What shows a record of another model, and the attributes that may not be null in it. */
type Embedded = { readonly record: ShownRecord; readonly needed: ReadonlySet<string> };

/** How a record of another model is shown, or what is in the way. */
export function shownRecord(host: EmbeddingHost, { table }: MappedTable, key: RefKey): Embedded | string {
  const { code, conventions, schemas } = host;
  const shown = specOfClass(conventions, table.name);
  const { read } = schemaNames({ conventions }, shown);
  const [first, second] = schemasFor(code, read, shown.noun, table);
  if (first === undefined) return `its answers need a schema ${read}, which the backend does not have`;
  if (second !== undefined) {
    const names = [first.name, second.name];
    return names[0] === names[1]
      ? `there is more than one schema ${names[0]}`
      : `its answers need a schema ${read}, and ${names.join(' and ')} may be it`;
  }
  const summary = ownNames(first.module).get(summaryName(shown.noun));
  const found = summary === undefined ? first : { ...first, name: summaryName(shown.noun), node: summary };
  const above = ancestry({ ...found, rest: [], via: [] }, code);
  if (!above.some(({ node }) => READS_RECORDS.test(node.text))) {
    return `its schema ${found.name} reads no records: it has no from_attributes`;
  }
  const fields = above.flatMap(({ node }) => annotatedFields(node));
  const names = fields.map(({ name }) => name);
  const late = loadedLate(membersOf({ ...table, rest: [], via: [] }, code), names);
  if (late !== undefined) {
    return `its schema ${found.name} shows ${late}, which is not loaded with ${withArticle(table.name)} (its relationship has no lazy="selectin")`;
  }
  const { module } = found.module;
  const file = code.fileOf(schemas);
  const importer = file && code.at(file.path);
  const circle = importer && module !== schemas ? importCircle(code, importer, module) : undefined;
  if (circle !== undefined) {
    return `its schema would be imported in a circle: ${[schemas, ...circle.map((each) => each.module)].join(' → ')}`;
  }
  const record = { module, name: found.name, loading: loadingIn(code), hasKey: names.includes(key.name) };
  // A class above says less of a field than the one below it, which comes first.
  const own = fields.filter((each, index) => names.indexOf(each.name) === index);
  const needed = own.filter(({ annotation }) => !MAY_BE_NULL.test(annotation.text));
  return { record, needed: new Set(needed.map(({ name }) => name)) };
}

const MAY_BE_NULL = /\b(?:None|Optional|Any)\b/;

/** What shows a record of the same model: a schema without what is embedded, so that it comes to an end. */
export function shownSelf({ schemas }: EmbeddingHost, { noun }: ModelSpec): ShownRecord {
  return { module: schemas, name: summaryName(noun), loading: 'selectin', hasKey: true };
}

const READS_RECORDS = /\b(?:from_attributes|orm_mode)\b|\bSQLModel\b|\bschemas\.BaseUser\b/;

/** What the team calls a schema that answers with a record; a package that another one is modelled on shows one of them. */
const READ_WORDS = ['', 'Read', 'Out', 'Response', 'Public', 'Schema', 'Display', 'View', 'DTO', 'Dto'];

/** The schemas of the name that the blueprint's has, or else those of a usual name that read records and show no secret. */
function schemasFor(code: Project, read: string, noun: string, { module, node: own }: Table): readonly SchemaClass[] {
  const called = schemasCalled(code, read, module.module);
  if (called.length > 0) return called;
  return READ_WORDS.flatMap((word) => schemasCalled(code, noun + word, module.module)).filter((each) => {
    if (each.node === own) return false;
    const above = ancestry({ ...each, rest: [], via: [] }, code);
    const names = above.flatMap(({ node }) => annotatedFields(node).map(({ name }) => name));
    return above.some(({ node }) => READS_RECORDS.test(node.text)) && !names.some((name) => SECRET.test(name));
  });
}

const SECRET = /passw|secret|token|hash/i;

/** The schemas of a name: those that are nearest to the model, where there are several. */
function schemasCalled(code: Project, name: string, beside: string): readonly SchemaClass[] {
  const all = code.mentioning(code.root, name).flatMap((path): readonly SchemaClass[] => {
    const module = code.at(path);
    const node = module && ownNames(module).get(name);
    if (module === undefined || node === undefined) return [];
    return isSchema({ module, name, node, rest: [], via: [] }, code) ? [{ module, name, node }] : [];
  });
  const near = ({ module }: SchemaClass): number => sharedParts(module.module.split('.'), beside.split('.'));
  const most = Math.max(...all.map(near));
  return all.filter((each) => near(each) === most);
}

/** How many parts two dotted names have in common: from their starts, and the last one. */
function sharedParts(one: readonly string[], other: readonly string[]): number {
  const apart = one.findIndex((part, index) => part !== other[index]);
  const isTwin = one.length === other.length && one.at(-1) === other.at(-1);
  return (apart === -1 ? one.length : apart) + Number(isTwin);
}

const RELATIONSHIP = /\b[rR]elationship\(/;
const EAGER = /\blazy["']?\s*[=:]\s*["'](?:joined|selectin|subquery|immediate)["']/;

/** A shown attribute that needs another query for each record. */
function loadedLate(members: readonly Member[], shown: readonly string[]): string | undefined {
  const late = members.filter(({ node }) => RELATIONSHIP.test(node.text) && !EAGER.test(node.text));
  const reads = ({ name, node }: Member): boolean =>
    late.some(
      (each) =>
        each.name === name ||
        (node.type === 'function_definition' && new RegExp(`\\bself\\.${each.name}\\b`).test(node.text)),
    );
  return members.find((each) => shown.includes(each.name) && reads(each))?.name;
}

/** A class in `returning`, as in `returning(User)` and `returning(cls.model)`, and no column of one. */
const RETURNS_RECORDS = /\.returning\(\s*[\w.]*\b(?:[A-Z]\w*|_?model(?:_cls)?)\s*[,)]/;

/**
 * In one statement, so that nobody can delete it between its reader and itself; `insert(…).returning(…)` gives records
 * without what is joined to them.
 */
function loadingIn(code: Project): ShownRecord['loading'] {
  const texts = code.mentioning(code.root, 'returning').map((path) => code.at(path)?.source ?? '');
  return texts.some((text) => RETURNS_RECORDS.test(text)) ? 'selectin' : 'joined';
}
