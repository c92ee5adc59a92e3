/** Which function of a layer is an operation: the one that the handlers lead to, or that is named so. */
import { ancestorsOf, type HostFunction } from '../framework/host-classes.js';
import { ownMembers } from '../framework/model-members.js';
import { parameterName } from '../framework/parameter-dependencies.js';
import { deniesIn } from '../framework/raised.js';
import { hasNoun, lastWordIn, lastWordPattern, type Nouns } from '../naming/name-pattern.js';
import { parametersOf } from '../python/find.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import { MARKS } from './deletion-marks.js';
import type { HostReading } from './host-reading.js';
import { inheritance } from './inherited.js';
import { isSamePlace } from './layer-holders.js';
import { GENERAL_KEY, type Shown } from './layer-operations.js';
import type { OperationName } from './layers.js';
import { mainModel } from './main-model.js';
import { isToldColumns } from './of-library.js';
import { functionsOf, type LayerPlace, type OperationChain, operationNamed } from './operation-chains.js';
import { calledParameters, isGivenCaller, kindOf } from './parameter-kinds.js';

/**
 * The function of a layer that is an operation: the one that is called for it, else the one that is named so. Where a base
 * has it too, the blueprint's own is about the blueprint.
 */
export function shownOperation(
  host: HostReading,
  operation: OperationName,
  place: LayerPlace,
  chain: OperationChain | undefined,
  hasBase: boolean,
  nouns: Nouns,
): Shown | undefined {
  const inherited = (place.kind === 'class' && hasBase ? ancestorsOf(place.type, host.modules) : []).flatMap((type) =>
    functionsOf({ kind: 'class', type }),
  );
  const type = place.kind === 'class' ? place.type : undefined;
  const link = chain?.links.find((each) => isSamePlace(each, place));
  const base = link && inherited.find(({ name }) => name === link.target.name);
  if (link !== undefined && !(base !== undefined && readsOther(host, base))) {
    return { scope: base ?? link.target, call: link.call, isInherited: base !== undefined, type };
  }
  const isFor = ({ name }: HostFunction): boolean => !name.startsWith('_') && operationNamed(name) === operation;
  const keysOf = (scope: HostFunction): readonly string[] =>
    parametersOf(scope.node).flatMap((each) => KEYED.exec(parameterName(each))?.[0] ?? []);
  // `get_by_user_id(user_id)` gets no post.
  const ofOther = (scope: HostFunction): boolean =>
    keysOf(scope).every(
      (name) => name.includes('_') && !GENERAL_KEY.test(name) && !hasNoun(lastWordPattern(name, nouns)),
    );
  const choose = (all: readonly HostFunction[]): HostFunction | undefined =>
    operation === 'get' ? all.find((scope) => keysOf(scope).length > 0 || isToldColumns(host, scope)) : all[0];
  // A module has the functions of all features: those that say which they are for are for no other one.
  const isOurs = ({ name }: HostFunction): boolean => hasNoun(lastWordIn(name, nouns));
  const all = functionsOf(place);
  const ours = place.kind === 'module' && all.some(isOurs) ? all.filter(isOurs) : all;
  const named = ours.filter((scope) => isFor(scope) && !(operation === 'get' && ofOther(scope)));
  const own = operation === 'list' ? undefined : choose(named);
  const found = own ?? choose(inherited.filter((scope) => isFor(scope) && !readsOther(host, scope)));
  return found && { scope: found, call: undefined, isInherited: own === undefined, type };
}

const KEYED = /^(?:\w+_)?(?:id|pk|uuid)$/;

/**
 * Whether a base's operation has to be told who calls, or refuses by that: it cannot be called without, and what it
 * decides is about the blueprint's records. It is written as if the blueprint did not show it.
 */
export function asksWhoCalls({ scope, call, isInherited }: Shown): boolean {
  const callers = calledParameters(scope).filter((each, place) => isGivenCaller(call, parameterName(each), place));
  if (!isInherited || callers.length === 0) return false;
  return deniesIn(scope.node) || callers.some((each) => childOf(each, 'value') === undefined);
}

/** Whether a base's operation cannot be called without something that a new package does not know: `field` of `update(id, field, data)`. */
export function asksForMore(
  host: HostReading,
  operation: OperationName,
  { scope, isInherited }: Shown,
  nouns: Nouns,
): boolean {
  const isAsked = (each: PythonNode): boolean =>
    /^\w/.test(each.text) &&
    childOf(each, 'value') === undefined &&
    kindOf(host, operation, scope, each, nouns) === undefined;
  return isInherited && calledParameters(scope).some(isAsked);
}

/**
 * Whether a method of a base reads a column of its model that a new model has not: `self.model.slug`. Marks of deletion are
 * looked at where they are set.
 */
function readsOther(host: HostReading, { node }: HostFunction): boolean {
  const main = mainModel(host);
  const keys = main === undefined ? [] : ownMembers(main.module, main.node, host.modules);
  const supplied = inheritance(host).followed.flatMap(({ members }) => members);
  const known = new Set([...keys.filter(({ column }) => column?.isPrimaryKey), ...supplied].map(({ name }) => name));
  return [...node.text.matchAll(/\b(?:self|cls)\.\w*model\w*\.([A-Za-z]\w*)(?!\w|\()/g)].some(
    ([whole, name = '']) => !known.has(name) && whole.match(MARKS) === null,
  );
}
