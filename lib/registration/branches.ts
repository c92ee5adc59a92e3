/** Imports in branches: which of them make the name where it is used. */
import { blockOf } from '../python/find.js';
import { type ImportBinding, isTypeOnly, isWithin, type Reference } from '../python/imports.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';

/** Whether the statement has bound its names whenever the anchor runs: it is in a block around the anchor, or in its own. */
export function isBeside(statement: PythonNode, anchor: PythonNode): boolean {
  for (let at: PythonNode | undefined = anchor; at !== undefined; at = at.parent) {
    if (blockOf(at).includes(statement)) return true;
  }
  return isUnderSameCondition(statement, anchor);
}

/** Whether two statements are in `if` blocks with one condition, the first one above and seen from the second one. */
function isUnderSameCondition(statement: PythonNode, anchor: PythonNode): boolean {
  const first = ifAround(statement);
  if (first === undefined || statement.start > anchor.start || !isBeside(first, anchor)) return false;
  for (let at = ifAround(anchor); at !== undefined; at = ifAround(at)) {
    if (childOf(at, 'condition')?.text === childOf(first, 'condition')?.text) return true;
  }
  return false;
}

/** The `if` in whose own block a statement is. */
export function ifAround(statement: PythonNode): PythonNode | undefined {
  for (let at = statement; at.parent !== undefined; at = at.parent) {
    if (at.parent.type === 'if_statement' && at.field === 'consequence') return at.parent;
    if (at !== statement && at.type === 'function_definition') return undefined;
  }
  return undefined;
}

/**
 * The imports of the blueprint that need a counterpart for the anchor to have the name: one beside the anchor,
 * or all those in the branches of one statement beside it.
 */
export function branches(
  { via, alternatives, target }: Reference,
  anchor: PythonNode,
  bindings: readonly ImportBinding[],
): readonly ImportBinding[] | undefined {
  if (isBeside(via.statement, anchor)) return [via];
  // Every `import app.….api` makes the name `app`; only those of the blueprint have a counterpart.
  const leading = alternatives.filter(
    ({ form, path }) => form.kind === 'from' || form.alias !== undefined || isWithin(target, path),
  );
  // What no run enters makes the name for type checkers.
  const forTypes = bindings.filter(
    ({ typeOnly, name, path, statement }) =>
      typeOnly && name === via.name && isWithin(target, path) && compoundOf(statement) === compoundOf(via.statement),
  );
  const all = [via, ...leading, ...forTypes].sort((left, right) => left.statement.start - right.statement.start);
  const whole = compoundOf(via.statement);
  if (whole === undefined || !isBeside(whole, anchor)) return undefined;
  if (all.some(({ statement }) => compoundOf(statement) !== whole)) return undefined;
  if (whole.type === 'if_statement' && !whole.children.some(({ type }) => type === 'else_clause')) return undefined;
  const covered = bodiesOf(whole).every(
    (body) => all.some(({ statement }) => statement.parent === body) || leaves(body.named.at(-1)) || isTypeOnly(body),
  );
  return covered ? all : undefined;
}

/** The `try` or `if` of which the statement is directly in a branch. */
function compoundOf(statement: PythonNode): PythonNode | undefined {
  const branch = statement.parent?.parent;
  const whole = branch !== undefined && /_clause$/.test(branch.type) ? branch.parent : branch;
  return whole !== undefined && ['try_statement', 'if_statement'].includes(whole.type) ? whole : undefined;
}

function bodiesOf(whole: PythonNode): readonly PythonNode[] {
  const branches = whole.children.filter(({ type }) => ['except_clause', 'elif_clause', 'else_clause'].includes(type));
  const others = whole.type === 'try_statement' ? branches.filter(({ type }) => type === 'except_clause') : branches;
  return [whole, ...others].flatMap((each) => each.children.find(({ type }) => type === 'block') ?? []);
}

function leaves(statement: PythonNode | undefined): boolean {
  if (statement === undefined) return false;
  if (['raise_statement', 'return_statement'].includes(statement.type)) return true;
  return [...walk(statement)].some(({ type, text }) => type === 'call' && /^sys\.exit\(/.test(text));
}
