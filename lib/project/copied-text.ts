/** An expression of one module as it can be written in another: its text, with the imports that its names come from. */
import { isVariable } from '../python/find.js';
import { type PythonNode, walk } from '../python/syntax.js';
import { type Module, ownNames } from './module.js';

/** A name as it was imported: `from module import name as local`, or `import name as local` without a module. */
export type CopiedName = { readonly module?: string; readonly name: string; readonly local: string };

/** Text with names in it: the first text, the first name, the second text, and so on. */
export type CopiedText = { readonly texts: readonly string[]; readonly names: readonly CopiedName[] };

const BUILTINS: ReadonlySet<string> = new Set(
  'all any bool bytes dict float getattr hasattr int isinstance len list None object set str tuple'.split(' '),
);

/**
 * The expression with its imports; nothing where one of its names cannot be imported, or is the
 * blueprint's own, which nothing else may need. `locals` are names that mean the same where it is copied to, and `renamed`
 * those that are called otherwise there.
 */
export function copiedText(
  module: Module,
  node: PythonNode,
  isOwn: (dotted: string) => boolean,
  locals: readonly string[] = [],
  renamed: ReadonlyMap<string, string> = new Map(),
): CopiedText | undefined {
  const texts: string[] = [];
  const names: CopiedName[] = [];
  let [text, end] = ['', node.start];
  for (const each of walk(node)) {
    if (each.type === 'comment') {
      // What it says may be about the blueprint, or is for a type checker on a line of its own.
      text += module.source.slice(end, each.start);
      end = each.end;
      continue;
    }
    if (!isVariable(each) || BUILTINS.has(each.text)) continue;
    const other = isBoundInside(each, node) ? undefined : renamed.get(each.text);
    if (other !== undefined) {
      text += module.source.slice(end, each.start) + other;
      end = each.end;
      continue;
    }
    if (locals.includes(each.text) || isBoundInside(each, node)) continue;
    const binding = module.imports.resolve(each)?.via;
    const isBeside = binding === undefined && ownNames(module).has(each.text);
    const path = isBeside ? `${module.module}.${each.text}` : binding?.path;
    if (path === undefined || isOwn(path)) return undefined;
    texts.push(text + module.source.slice(end, each.start));
    [text, end] = ['', each.end];
    if (binding === undefined) {
      names.push({ module: module.module, name: each.text, local: each.text });
      continue;
    }
    const { form } = binding;
    // `import a.b` binds `a`, and what is behind it is in the text.
    if (form.kind === 'import') {
      if (form.alias === undefined && form.module.includes('.')) return undefined;
      names.push({ name: form.module, local: binding.name });
    } else {
      const at = path.lastIndexOf('.');
      names.push({ module: path.slice(0, at), name: path.slice(at + 1), local: binding.name });
    }
  }
  texts.push(text + module.source.slice(end, node.end));
  return { texts: texts.map(onOneLine), names };
}

/** Whether a lambda or a comprehension inside the expression makes the name. */
function isBoundInside(variable: PythonNode, expression: PythonNode): boolean {
  for (let at = variable.parent; at !== undefined; at = at.parent) {
    const makes = /^(?:lambda|\w+_comprehension|generator_expression)$/.test(at.type);
    if (makes && new RegExp(`\\b(?:lambda|for)\\b[^:]*\\b${variable.text}\\b`).test(at.text)) return true;
    if (at === expression) return false;
  }
  return false;
}

/** The formatter breaks lines anew. */
const onOneLine = (text: string): string => (text.includes('\n') ? text.replace(/\s*\n\s*/g, ' ') : text);
