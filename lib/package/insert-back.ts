/** Adds the other end of a reference to a model that is there: a line in its class, with the imports that it needs. */

import { applyEdits } from '../python/edit.js';
import { fitted, limitIn } from '../python/fit.js';
import { endOfLine, indentAt, insertLinesBelow } from '../python/style.js';
import { childOf, loadParser, type PythonNode, type PythonTree } from '../python/syntax.js';
import type { BackReference } from '../request/fields.js';
import type { Style } from '../style/style-values.js';
import type { FileStyle } from './assemble.js';
import type { Context } from './context.js';
import { spellingIn } from './import-spelling.js';
import { insertImports } from './insert-imports.js';
import { print } from './print/code.js';
import { Names } from './print/names.js';
import { backLine } from './relationships.js';
import { spelledImports } from './spelling.js';

/** Nothing to do where the line is there already. */
export type BackInsertion =
  | { readonly kind: 'same' }
  | { readonly kind: 'edited'; readonly text: string }
  | { readonly kind: 'refused'; readonly reason: string; readonly paste?: string };

export async function insertBack(
  context: Context,
  source: string,
  back: BackReference,
  form: Style['orm'],
  style: FileStyle,
): Promise<BackInsertion> {
  const parser = await loadParser();
  const tree = parser.parse(source);
  const names = new Names(new Set(), spelledImports(context), back.module);
  const printed = print(backLine(context, back, form, back.module), names);
  const line = style.quotes === 'single' ? printed.replaceAll('"', "'") : printed;
  const refused = (reason: string): BackInsertion => ({ kind: 'refused', reason });
  const body = classBody(tree, back.model);
  const last = body?.named.at(-1);
  if (body === undefined || last === undefined) {
    return { kind: 'refused', reason: `The class ${back.model} is not at the top of its module.`, paste: line };
  }
  const attributes = body.named.flatMap(assignmentIn);
  const there = attributes.find((each) => childOf(each, 'left')?.text === back.name);
  if (there !== undefined) {
    if (saysTheSame(there.text, line)) return { kind: 'same' };
    return refused(`${back.model} has an attribute ${back.name} already: ${there.text.split('\n')[0]}`);
  }
  if (body.named.some((each) => definedName(each) === back.name))
    return refused(`${back.model} has ${back.name} already.`);
  const edited = applyEdits(source, [
    await fitted(source, lineEdit(source, body, attributes, line), limitIn(source, style.lineLength)),
  ]);
  // From another package's file the new one is no package of its own.
  const spell = spellingIn({ ...style.habits, own: [] }, back.module, 'models.py');
  const merged = await insertImports(edited, names.imports, back.module, style, spell);
  if (typeof merged !== 'string') return refused(`Its file uses the name ${merged.taken} for something else.`);
  return { kind: 'edited', text: merged };
}

/** Below the last relationship, or apart from the other attributes below the last one of them. */
function lineEdit(
  source: string,
  body: PythonNode,
  attributes: readonly PythonNode[],
  line: string,
): ReturnType<typeof insertLinesBelow> {
  const eol = endOfLine(source);
  const related = attributes.findLast(({ text }) => /\b(?:relationship|Relationship)\(/.test(text));
  const above = related ?? attributes.at(-1) ?? body.named.at(-1);
  const at = above ?? body;
  const indent = indentAt(source, body.named[0]?.start ?? body.start);
  return insertLinesBelow(source, at.end, (related === undefined ? eol : '') + indent + line);
}

function classBody({ root }: PythonTree, name: string): PythonNode | undefined {
  for (const each of root.named) {
    const definition = each.type === 'decorated_definition' ? childOf(each, 'definition') : each;
    if (definition?.type === 'class_definition' && childOf(definition, 'name')?.text === name) {
      return childOf(definition, 'body');
    }
  }
  return undefined;
}

function assignmentIn(statement: PythonNode): readonly PythonNode[] {
  const [inner] = statement.type === 'expression_statement' ? statement.named : [];
  return inner?.type === 'assignment' ? [inner] : [];
}

function definedName(statement: PythonNode): string | undefined {
  const definition = statement.type === 'decorated_definition' ? childOf(statement, 'definition') : statement;
  return definition && childOf(definition, 'name')?.text;
}

/** Whether two pieces of code differ in no more than how they are laid out. */
export const saysTheSame = (one: string, other: string): boolean => bare(one) === bare(other);

const bare = (text: string): string =>
  text
    .replace(/\s+/g, '')
    .replace(/,([)\]}])/g, '$1')
    .replaceAll("'", '"');
