/** The object with the bounds of a list, where the functions of a layer are given it as it is. */
import type { HostFunction } from '../framework/host-classes.js';
import { type HostName, hostName } from '../framework/host-name.js';
import { parameterName } from '../framework/parameter-dependencies.js';
import type { Call } from '../python/find.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import { isRefusal } from '../refusal.js';
import { learnedOf } from './dimension.js';
import { paging } from './dimensions/paging.js';
import { handlerShapes } from './handler-shapes.js';
import type { HostReading } from './host-reading.js';
import type { Template } from './templates.js';

/** The class of a parameter that a call gives the handler's own object with the bounds, under the same name. */
export function boundsType(
  host: HostReading,
  { module }: HostFunction,
  parameter: PythonNode,
  call: Call | undefined,
): HostName | undefined {
  const given = handlerShapes(host)
    .get('list')
    ?.parameters.find(({ kind }) => kind === 'paging');
  const values = [...(call?.positional ?? []), ...(call?.keywords.values() ?? [])];
  const name = parameterName(parameter);
  if (!isTaken(host)) return undefined;
  if (given === undefined || name !== given.name || !values.some(({ text }) => text === name)) return undefined;
  const type = childOf(parameter, 'type')?.named[0];
  return type && hostName(module, type);
}

/** Whether an answer has something of the object, where the handlers of a new package are given none. */
export function hasUntakenBounds(
  host: HostReading,
  answer: 'unwritten' | { readonly value: Template; readonly before: readonly { readonly value: Template }[] },
): boolean {
  if (answer === 'unwritten') return false;
  const holes = [answer, ...answer.before].flatMap(({ value }) => value.holes);
  return holes.some((hole) => hole.kind === 'bound' && hole.of === 'paging') && !isTaken(host);
}

/** An object whose bounds cannot be read is none that the handlers of a new package take. */
function isTaken(host: HostReading): boolean {
  const learned = learnedOf(paging, host);
  return learned !== undefined && !isRefusal(learned) && learned.value.kind === 'dependency';
}
