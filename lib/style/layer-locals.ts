/** What the body of an operation calls its record and its changes. */
import type { HostFunction } from '../framework/host-classes.js';
import { sessionCallsIn } from '../framework/session-calls.js';
import { type Nouns, namePattern } from '../naming/name-pattern.js';
import { assignments, calls } from '../python/find.js';
import { childOf, isWithinNode, type PythonNode, walk } from '../python/syntax.js';
import type { HostReading } from './host-reading.js';
import type { OperationName } from './layers.js';
import { mainModel } from './main-model.js';
import { operationNamed } from './operation-chains.js';
import { isCallerName } from './parameter-kinds.js';

/** What a function calls the record that it works on. */
export function variableIn(
  host: HostReading,
  operation: OperationName,
  { node }: HostFunction,
  nouns: Nouns,
): string | undefined {
  const found = variableOf(host, operation, node);
  // People change and delete themselves: `session.delete(current_user)`.
  const isLocal = found !== undefined && /^[a-z]\w*$/.test(found) && !isCallerName(found);
  return isLocal ? namePattern(found, nouns) : undefined;
}

function variableOf(host: HostReading, operation: OperationName, node: PythonNode): string | undefined {
  const model = mainModel(host)?.name ?? '';
  if (operation === 'create') {
    const made = assignments(node).find(({ value }) => {
      const callee = value.type === 'call' ? childOf(value, 'function')?.text : undefined;
      return callee !== undefined && (callee === model || callee.endsWith(`.${model}`) || /\.model$/.test(callee));
    });
    return made?.name;
  }
  if (operation === 'update') return calls(node).find(({ callee }) => callee.text === 'setattr')?.positional[0]?.text;
  if (operation === 'delete') {
    return sessionCallsIn(node).find(({ method }) => method === 'delete')?.call.positional[0]?.text;
  }
  if (operation !== 'get') return undefined;
  const returned = [...walk(node)].flatMap((each) => (each.type === 'return_statement' ? (each.named[0] ?? []) : []));
  const name = returned.find(({ type }) => type === 'identifier')?.text;
  const made = assignments(node).findLast((each) => each.name === name)?.value;
  // `user_response = UserResponse.model_validate(user)` is what is answered of it.
  const [call] = made?.type === 'call' ? calls(made) : [];
  const isSchema = call !== undefined && /\.(?:model_validate|from_orm|parse_obj)$/.test(call.callee.text);
  const read = isSchema ? call.positional[0] : undefined;
  return read?.type === 'identifier' ? read.text : name;
}

/** What a function calls the dict of what was sent for an update. */
export function changesIn(node: PythonNode, nouns: Nouns): string | undefined {
  // `user = repository.update(user, data.model_dump(exclude_unset=True))` keeps no dict.
  const isGiven = (dump: PythonNode, value: PythonNode): boolean =>
    calls(value).some(
      ({ node: call, callee }) =>
        call !== dump &&
        !/^(?:jsonable_encoder|dict)$/.test(callee.text) &&
        isWithinNode(childOf(call, 'arguments'), dump),
    );
  const dumped = assignments(node).find(({ value }) =>
    calls(value).some(
      ({ node: dump, callee, keywords }) =>
        // `user_in.address.model_dump(…)` is a part of what was sent.
        /^\w+\.(?:model_dump|dict)$/.test(callee.text) && keywords.has('exclude_unset') && !isGiven(dump, value),
    ),
  );
  return dumped && namePattern(dumped.name, nouns);
}

/** Whether a function deletes what a call inside of its own call reads. */
export function isNested(node: PythonNode): boolean {
  return calls(node).some(({ callee, positional }) =>
    positional.some((each) => {
      const read = each.type === 'await' ? each.named[0] : each;
      return (
        read?.type === 'call' && operationOf(callee) === 'delete' && operationOf(childOf(read, 'function')) === 'get'
      );
    }),
  );
}

const operationOf = (callee: PythonNode | undefined): OperationName | undefined =>
  operationNamed(callee?.text.split('.').at(-1) ?? '');
