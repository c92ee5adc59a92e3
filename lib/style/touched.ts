/** What the blueprint's update sets by hand when a record changes: `user.updated_at = datetime.now(UTC)`. */
import { calleesIn } from '../framework/callees.js';
import type { HostFunction } from '../framework/host-classes.js';
import { type CopiedText, copiedText } from '../project/copied-text.js';
import { assignments } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import type { HostReading } from './host-reading.js';
import { operationChains } from './operation-chains.js';

/** The time that an update gives a column, whose model does not do so itself; nothing where no other package could say it. */
export function touchOf(host: HostReading, column: string): CopiedText | undefined {
  const chain = operationChains(host).get('update');
  if (chain === undefined) return undefined;
  const scopes = [chain.handler, ...chain.links.map(({ target }) => target), chain.bottom];
  for (const scope of scopes.flatMap((each) => [each, ...helpersIn(host, each)])) {
    for (const node of walk(scope.node)) {
      const value = givenTo(node, column);
      const time = value && valueBehind(scope, value);
      const isTime = time?.type === 'call' && /(?:now|today)\w*\(/i.test(time.text);
      const copied = isTime && copiedText(scope.module, time, (dotted) => host.blueprint?.has(dotted) === true);
      if (copied) return copied;
    }
  }
  return undefined;
}

const helpersIn = ({ modules }: HostReading, scope: HostFunction): readonly HostFunction[] =>
  calleesIn(scope, modules)
    .filter(({ receiver }) => receiver.kind === 'self')
    .map(({ target }) => target);

/** `user.updated_at = …`, `data["updated_at"] = …`, `.values(updated_at=…)` */
function givenTo(node: PythonNode, column: string): PythonNode | undefined {
  const isNamed = node.type === 'keyword_argument' && childOf(node, 'name')?.text === column;
  if (isNamed && /\.values$/.test(calleeOf(node))) return childOf(node, 'value');
  if (node.type !== 'assignment') return undefined;
  const left = childOf(node, 'left')?.text ?? '';
  return new RegExp(`^\\w+(?:\\.${column}|\\[["']${column}["']\\])$`).test(left) ? childOf(node, 'right') : undefined;
}

/** What is called with an argument. */
const calleeOf = ({ parent }: PythonNode): string => (parent?.parent && childOf(parent.parent, 'function')?.text) ?? '';

/** `datetime.now(UTC)` of `now`, where that is its only value. */
function valueBehind({ node }: HostFunction, value: PythonNode): PythonNode {
  const given = value.type === 'identifier' ? assignments(node).filter(({ name }) => name === value.text) : [];
  return (given.length === 1 ? given[0]?.value : undefined) ?? value;
}
