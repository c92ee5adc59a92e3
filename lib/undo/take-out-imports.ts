/** Takes an edit out of a Python file with its imports looked at by themselves: who came later may need them, too. */
import type { Module } from '../project/module.js';
import type { ModuleFile } from '../project/paths.js';
import { openModule } from '../project/project.js';
import { isVariable } from '../python/find.js';
import type { ImportBinding } from '../python/imports.js';
import { type PythonNode, type PythonParser, walk } from '../python/syntax.js';
import { type KnownEdit, rejoined } from './rejoined.js';
import { takenOut } from './take-out.js';
import { importsAlone, withoutNodes } from './without-uses.js';

export type ThreeTexts = { readonly now: string; readonly before: string; readonly after: string };

/** A text, and where what is below its first imports begins. */
type Divided = { readonly head: string; readonly body: string; readonly module: Module };

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
  if (result === undefined || missing(missing(before, after), result).length > 0) return undefined;
  const came = runs.flatMap(({ before: old, after: text }): readonly ImportBinding[] => {
    const [from, to] = [old, text].map((each) => (each === undefined ? undefined : read(each)));
    if (from === undefined || to === undefined) return [];
    const usedThere = namesIn(to);
    // An import that is made for what it does, as that of models, is used by nothing.
    return missing(to, from).filter(({ name }) => usedThere.has(name));
  });
  const own = [...came, ...missing(after, before)];
  const used = namesIn(result);
  const unused = result.module.imports.bindings.filter(
    (each) => !used.has(each.name) && own.some((other) => isSame(each, other)),
  );
  const nodes = importsAlone(unused);
  const rest = 'line' in nodes ? nodes : withoutNodes(parser, result.module.source, new Set(nodes));
  if (typeof rest !== 'string') return undefined;
  return unused.length === 0 ? rest : rejoined(parser, rest, runs);
}

/** Whether all that is used in a result and was imported is imported still. */
function lacksNothing(result: Divided, now: Divided): boolean {
  const used = namesIn(result);
  return missing(now, result).every(({ name }) => !used.has(name));
}

const namesIn = ({ module }: Divided): ReadonlySet<string> =>
  new Set([...walk(module.tree.root)].filter(isVariable).map((node) => node.text));

const isSame = (left: ImportBinding, right: ImportBinding): boolean =>
  left.path === right.path && left.name === right.name;

type Imported = Divided | readonly ImportBinding[];

/** The imports of one that the other one has not. */
function missing(from: Imported, to: Imported): readonly ImportBinding[] {
  return importsOf(from).filter((each) => !importsOf(to).some((other) => isSame(each, other)));
}

const importsOf = (imported: Imported): readonly ImportBinding[] =>
  'module' in imported ? imported.module.imports.bindings : imported;

/** Nothing for a text that is not understood, or that begins with no import. */
function divided(parser: PythonParser, file: ModuleFile, text: string): Divided | undefined {
  const tree = parser.parse(text);
  const { root, complete } = tree;
  const statements = root.named.filter(({ type }) => type !== 'comment');
  const isHead = (node: PythonNode): boolean =>
    /^(?:import|import_from|future_import)_statement$/.test(node.type) ||
    (node.type === 'expression_statement' && node.named[0]?.type === 'string');
  const first = statements.findIndex((node) => !isHead(node));
  const last = (first === -1 ? statements : statements.slice(0, first)).findLast(({ type }) => type.includes('import'));
  if (!complete || last === undefined) return undefined;
  const end = /[^\r\n]*(?:\r\n|\n|\r|$)/y;
  end.lastIndex = last.end;
  const at = last.end + (end.exec(text)?.[0].length ?? 0);
  const module = openModule(file, { path: file.path, source: text, tree });
  return { head: text.slice(0, at), body: text.slice(at), module };
}
