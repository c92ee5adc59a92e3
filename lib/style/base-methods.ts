/** What a method of a host's base does that no other class can inherit: it hides what went wrong, or gives no record. */
import { calleesIn } from '../framework/callees.js';
import type { HostFunction } from '../framework/host-classes.js';
import { parameterName } from '../framework/parameter-dependencies.js';
import { assignments, calls, isScope, parametersOf } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import type { HostReading } from './host-reading.js';
import type { OperationName } from './layers.js';

/** Whether a method has any error of the database become another one, or one for a taken value nothing: nobody above knows it of that. */
export function hidesTaken(node: PythonNode): boolean {
  const clauses = [...walk(node)].filter(({ type }) => type === 'except_clause');
  const headOf = ({ text }: PythonNode): string => text.split('\n')[0] ?? '';
  const broad = clauses.find((each) => /^except\s*:|\b(?:Exception|SQLAlchemyError|DBAPIError)\b/.test(headOf(each)));
  const raisedIn = (clause: PythonNode): readonly PythonNode[] =>
    [...walk(clause)].filter(({ type }) => type === 'raise_statement');
  const own = clauses.find((each) => /IntegrityError/.test(headOf(each)));
  if (own !== undefined) return raisedIn(own).length === 0;
  if (broad === undefined) return false;
  const caught = /\bas\s+(\w+)/.exec(headOf(broad))?.[1];
  return !raisedIn(broad).some(({ named: [what] }) => what === undefined || what.text === caught);
}

/** Whether a method raises an exception of Python where there is no record, which the application answers with 500. */
export function failsWithout(operation: OperationName, text: string): boolean {
  const raise = String.raw`\braise\s+(?:Exception|(?:Value|Key|Lookup|Index|Runtime|Type)Error)\b`;
  if (operation === 'get' || operation === 'delete') return new RegExp(raise).test(text);
  const none = String.raw`\bif\s+(?:not\s+\w+|\w+\s+is\s+None)\s*:\s+`;
  return operation === 'update' && new RegExp(none + raise).test(text);
}

/** The texts of what a method calls of its own class: `get_by_id` that is `get_one(id=…)`. */
export function helpersOf({ modules }: HostReading, scope: HostFunction): readonly string[] {
  const called = calleesIn(scope, modules).filter(({ receiver }) => receiver.kind === 'self');
  return called.map(({ target }) => target.node.text);
}

/**
 * Whether a method gives what its model or its class makes of a record (`to_read_model()`, `self._to_entity(model)`), or its key
 * alone: another model makes no such thing.
 */
export function isConverting(text: string): boolean {
  return /\.(?:\w*_)?to_\w+\(/.test(text) || /\.returning\(\s*(?:self|cls)\.\w+\.\w+\s*\)/.test(text);
}

/** Whether an update changes what it is sent and nothing else, and that to null, too. */
export function isPartial(text: string): boolean {
  return (/exclude_unset\s*=\s*True/.test(text) || !/\.(?:model_dump|dict)\(/.test(text)) && !keepsForNull(text);
}

/** Whether a field stays as it is that is to become null: `if value is not None: setattr(…)`. */
function keepsForNull(text: string): boolean {
  if (/\bexclude_none\s*=\s*True/.test(text)) return true;
  const values = [...text.matchAll(/\bfor\s+\w+\s*,\s*(\w+)\s+in\b/g)].map(([, name]) => name ?? '');
  return values.some((name) =>
    new RegExp(
      String.raw`\bif\b[^:\n]*\b${name}\s+is\s+not\s+None\b|\bif\s+${name}\s*[\]}:]|\bif\s+${name}\s+is\s+None\s*:\s*continue\b`,
    ).test(text),
  );
}

/** Whether an asynchronous session is waited for: without `await`, its `delete` does nothing. */
export function awaitsDeletes(node: PythonNode): boolean {
  const isAsync = /^async\b/.test(node.text);
  const removed = calls(node).filter(({ callee }) => /\b(?:db|session)\w*\.delete$/.test(callee.text));
  return !isAsync || removed.every(({ node: call }) => call.parent?.type === 'await');
}

const ALWAYS_TRUE: ReadonlySet<string> = new Set([
  'string',
  'concatenated_string',
  'true',
  'dictionary',
  'list',
  'tuple',
]);

/**
 * Whether what a delete returns is another thing where there was no record. A message is not, nor is the key that it was given,
 * or what executing a statement gives.
 */
export function tellsFound(node: PythonNode): boolean {
  const executed = assignments(node)
    .filter(({ value }) => isExecution(value))
    .map(({ name }) => name);
  const same = [...parametersOf(node).map(parameterName), ...executed];
  const returned = returnsOf(node).map(({ named: [value] }) => value);
  const isFalse = (value: PythonNode | undefined): boolean =>
    value === undefined || /^(?:none|false)$/.test(value.type);
  const isTrue = (value: PythonNode | undefined): boolean =>
    value !== undefined && (ALWAYS_TRUE.has(value.type) || same.includes(value.text) || isExecution(value));
  const isOpen = returned.some((value) => !isFalse(value) && !isTrue(value));
  const mayBeFalse = returned.some(isFalse) || !endsIn(childOf(node, 'body'));
  return isOpen || (returned.some(isTrue) && mayBeFalse);
}

/** Whether all that a write gives is a message: `return "updated"`, `return {"status": "ok"}`, `return True`. */
export function givesMessage(node: PythonNode): boolean {
  const returned = returnsOf(node).flatMap(({ named: [value] }) => value ?? []);
  return returned.length > 0 && returned.every(({ type }) => ALWAYS_TRUE.has(type) && !/^(?:list|tuple)$/.test(type));
}

const isExecution = ({ text }: PythonNode): boolean =>
  /^(?:await\s+)?[\w.]+\.execute\((?:[^()]|\([^()]*\))*\)$/.test(text);

function returnsOf(node: PythonNode): readonly PythonNode[] {
  return node.named.flatMap((each) =>
    each.type === 'return_statement' ? [each] : isScope(each) ? [] : returnsOf(each),
  );
}

/** Whether a block ends with what it returns or raises. */
function endsIn(block: PythonNode | undefined): boolean {
  const last = block?.named.filter(({ type }) => type !== 'comment').at(-1);
  if (last === undefined) return false;
  if (/^(?:return|raise)_statement$/.test(last.type)) return true;
  return /^(?:with|try)_statement$/.test(last.type) && endsIn(childOf(last, 'body'));
}
