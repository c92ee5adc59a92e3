/** The schemas that answers show referred records with, and whether all that such a schema reads is loaded with the record. */
import type { MappedTable } from '../framework/mapped-models.js';
import { type Member, membersOf } from '../framework/model-members.js';
import { ancestry, annotatedFields, isSchema, type SchemaClass } from '../framework/schema-classes.js';
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

/** What shows a record of another model, or what is in the way. */
export function shownRecord(host: EmbeddingHost, { table }: MappedTable, key: RefKey): ShownRecord | string {
  const { code, conventions, schemas } = host;
  const shown = specOfClass(conventions, table.name);
  const { read } = schemaNames({ conventions }, shown);
  const [first, second] = schemasCalled(code, read, table.module.module);
  if (first === undefined) return `its answers need a schema ${read}, which the backend does not have`;
  if (second !== undefined) return `there is more than one schema ${read}`;
  const summary = ownNames(first.module).get(summaryName(shown.noun));
  const found = summary === undefined ? first : { ...first, name: summaryName(shown.noun), node: summary };
  const above = ancestry({ ...found, rest: [], via: [] }, code);
  if (!above.some(({ node }) => READS_RECORDS.test(node.text))) {
    return `its schema ${found.name} reads no records: it has no from_attributes`;
  }
  const names = above.flatMap(({ node }) => annotatedFields(node).map(({ name }) => name));
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
  return { module, name: found.name, loading: loadingIn(code), hasKey: names.includes(key.name) };
}

/** What shows a record of the same model: a schema without what is embedded, so that it comes to an end. */
export function shownSelf({ schemas }: EmbeddingHost, { noun }: ModelSpec): ShownRecord {
  return { module: schemas, name: summaryName(noun), loading: 'selectin', hasKey: true };
}

const READS_RECORDS = /\b(?:from_attributes|orm_mode)\b|\bSQLModel\b|\bschemas\.BaseUser\b/;

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
