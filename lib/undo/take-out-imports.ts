/** Takes an edit out of a Python file with its imports looked at by themselves: who came later may need them, too. */
import type { ModuleFile } from '../project/paths.js';
import { openModule } from '../project/project.js';
import { isImportStatement, isVariable } from '../python/find.js';
import type { ImportBinding } from '../python/imports.js';
import { nextLine } from '../python/style.js';
import { type PythonNode, type PythonParser, walk } from '../python/syntax.js';
import { type KnownEdit, rejoined } from './rejoined.js';
import { takenOut } from './take-out.js';
import { importsAlone, withoutNodes } from './without-uses.js';

export type ThreeTexts = { readonly now: string; readonly before: string; readonly after: string };

/** A text in two parts, its first imports and what is below them; all that it imports, and the names that it uses. */
type Divided = {
  readonly head: string;
  readonly body: string;
  readonly imports: readonly ImportBinding[];
  readonly used: ReadonlySet<string>;
};

/**
 * The file without the edit, and without the imports that this or another of our `runs` put there and that nothing
 * needs any more; nothing where the edit cannot be told from what is there since.
 */
export function takenOutOfModule(
  parser: PythonParser,
  file: ModuleFile,
  edited: ThreeTexts,
  runs: readonly KnownEdit[],
): string | undefined {
  const read = (text: string): Divided | undefined => divided(parser, file, text);
  const [now, before, after] = [edited.now, edited.before, edited.after].map(read);
  if (now === undefined || before === undefined || after === undefined)
    return takenOut(edited.now, edited.before, edited.after);
  const body = takenOut(now.body, before.body, after.body);
  if (body === undefined) return undefined;
  const asBefore = now.head === after.head ? read(before.head + body) : undefined;
  const result = asBefore !== undefined && lacksNothing(asBefore, now) ? asBefore : read(now.head + body);
  // An import that the edit took away has no place any more.
  if (result === undefined || missing(missing(before.imports, after.imports), result.imports).length > 0)
    return undefined;
  const came = runs.flatMap(({ before: old, after: text }): readonly ImportBinding[] => {
    const [from, to] = [old, text].map((each) => (each === undefined ? undefined : read(each)));
    if (from === undefined || to === undefined) return [];
    // An import that is made for what it does, as that of models, is used by nothing.
    return missing(to.imports, from.imports).filter(({ name }) => to.used.has(name));
  });
  const own = [...came, ...missing(after.imports, before.imports)];
  const unused = result.imports.filter(
    (each) => !result.used.has(each.name) && own.some((other) => isSame(each, other)),
  );
  const nodes = importsAlone(unused);
  const rest = 'line' in nodes ? nodes : withoutNodes(parser, result.head + result.body, new Set(nodes));
  if (typeof rest !== 'string') return undefined;
  return unused.length === 0 ? rest : rejoined(parser, rest, runs);
}

/** Whether all that is used in a result and was imported is imported still. */
const lacksNothing = (result: Divided, now: Divided): boolean =>
  missing(now.imports, result.imports).every(({ name }) => !result.used.has(name));

const isSame = (left: ImportBinding, right: ImportBinding): boolean =>
  left.path === right.path && left.name === right.name;

/** The imports that another text has not. */
const missing = (from: readonly ImportBinding[], to: readonly ImportBinding[]): readonly ImportBinding[] =>
  from.filter((each) => !to.some((other) => isSame(each, other)));

/** Nothing for a text that is not understood, or that begins with no import. */
function divided(parser: PythonParser, file: ModuleFile, text: string): Divided | undefined {
  const tree = parser.parse(text);
  const { root, complete } = tree;
  const statements = root.named.filter(({ type }) => type !== 'comment');
  const isHead = (node: PythonNode): boolean =>
    isImportStatement(node) || (node.type === 'expression_statement' && node.named[0]?.type === 'string');
  const first = statements.findIndex((node) => !isHead(node));
  const last = (first === -1 ? statements : statements.slice(0, first)).findLast(isImportStatement);
  if (!complete || last === undefined) return undefined;
  const at = nextLine(text, last.end);
  const { imports } = openModule(file, { path: file.path, source: text, tree });
  const used = new Set([...walk(root)].filter(isVariable).map((node) => node.text));
  return { head: text.slice(0, at), body: text.slice(at), imports: imports.bindings, used };
}
