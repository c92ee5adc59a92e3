/** Dependencies that make an object of the blueprint's layers: a new package has one of its own in their place. */
import { targetOf } from '../framework/base-and-session.js';
import type { Definition } from '../project/module.js';
import { calls } from '../python/find.js';
import { childOf } from '../python/syntax.js';
import type { HostReading } from './host-reading.js';

/** Told of a function that does nothing else: `return UserService(UserRepository(db))`. Who calls may be no more than asked for. */
export function makesLayer({
  blueprint,
  modules,
}: Pick<HostReading, 'blueprint' | 'modules'>): (made: Definition) => boolean {
  const isLayer = (dotted: string): boolean => {
    const made = modules.define(dotted);
    const isRecord = (['models', 'schemas'] as const).some((role) =>
      blueprint?.of(role).some(({ path }) => path === made?.module.path),
    );
    return (
      blueprint?.has(dotted) === true && made?.node.type === 'class_definition' && made.rest.length === 0 && !isRecord
    );
  };
  return ({ module, node }) => {
    const statements = (childOf(node, 'body')?.named ?? []).filter(
      (each) => each.type !== 'comment' && each.named[0]?.type !== 'string',
    );
    const last = statements.at(-1);
    const value = last?.type === 'return_statement' ? last.named[0] : undefined;
    const callee = value?.type === 'call' ? childOf(value, 'function') : undefined;
    const dotted = callee === undefined ? undefined : targetOf(module, callee);
    // A function that is called on the way may refuse callers.
    const isPlain =
      statements.slice(0, -1).every((each) => each.named[0]?.type === 'assignment') &&
      statements.flatMap(calls).every((call) => {
        const made = targetOf(module, call.callee);
        return made !== undefined && modules.define(made)?.node.type === 'class_definition';
      });
    return dotted !== undefined && isPlain && isLayer(dotted);
  };
}
