/** What holds the operations of a layer: functions, a class, or objects of a class and how they come to be called. */
import type { Callee } from '../framework/callees.js';
import { ancestorsOf, type HostClass, methodsIn } from '../framework/host-classes.js';
import { parameterName } from '../framework/parameter-dependencies.js';
import { hasNoun, type Nouns, namePattern } from '../naming/name-pattern.js';
import { parametersOf } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import type { HostReading } from './host-reading.js';
import { isObject } from './layer-base.js';
import { isHeld, isSessionTaken, LOWER_LAYER, reachedBy, SESSION_NAME } from './layer-reached.js';
import type { LayerHolder } from './layers.js';
import { type LayerPlace, placeOfLayer } from './operation-chains.js';

/** `above` is a call of the layer above, whose objects may hold this layer's. */
export function holderOf(
  host: HostReading,
  place: LayerPlace,
  link: Callee,
  above: Callee | undefined,
  nouns: Nouns,
): LayerHolder {
  if (place.kind === 'module') return { kind: 'functions', isByModule: link.call.callee.type === 'attribute' };
  const { type } = place;
  // The class that an object of a library's would have, as that library names them.
  const told = namePattern(type.name, nouns);
  // `CRUDProduct` of reviews was copied from another feature.
  const name = isObject(type) || (!hasNoun(told) && /^CRUD[A-Z]/.test(told)) ? 'CRUD{One}' : told;
  if (link.receiver.kind === 'class') {
    return { kind: isDecorated(link.target.node, 'classmethod') ? 'class' : 'static', name };
  }
  const made = initOf(type, host, nouns);
  return {
    kind: 'object',
    name,
    reached: reachedBy(host, link, above, nouns),
    takes: made?.takes,
    session: made?.session,
    below: made?.below,
    isInitTyped: made?.isInitTyped ?? true,
    ...(made !== undefined && fieldsIn(type).length > 0 ? { isDataclass: true } : {}),
  };
}

function isDecorated(method: PythonNode, decorator: string): boolean {
  const around = method.parent?.type === 'decorated_definition' ? method.parent.named : [];
  const nameOf = (value: PythonNode | undefined): string | undefined =>
    value?.type === 'call' ? childOf(value, 'function')?.text : value?.text;
  return around.some((each) => each.type === 'decorator' && nameOf(each.named[0]) === decorator);
}

type Made = Pick<Extract<LayerHolder, { kind: 'object' }>, 'takes' | 'session' | 'below' | 'isInitTyped'>;

/** What the `__init__` of a class takes and keeps. */
function initOf(type: HostClass, host: HostReading, nouns: Nouns): Made | undefined {
  const { modules } = host;
  const all = [type, ...ancestorsOf(type, modules)];
  const owner = all.find((each) => methodsIn(each).has('__init__'));
  const node = owner && methodsIn(owner).get('__init__');
  if (owner === undefined || node === undefined) return dataclassOf(host, all.flatMap(fieldsIn), nouns);
  const parameters = parametersOf(node).filter((each) => !['self', ''].includes(parameterName(each)));
  const session = parameters.find((each) => isHeld(host, each));
  const kept = keptIn(node);
  // `self.repository = repository or UserRepository(session)`
  const isOptional = (parameter: PythonNode): boolean =>
    session !== undefined &&
    kept.some(({ value }) => value !== madeIn(value) && childOf(value, 'left')?.text === parameterName(parameter));
  const other = parameters.find((each) => !isHeld(host, each) && LOWER_LAYER.test(each.text) && !isOptional(each));
  const keptAs = (parameter: PythonNode | undefined): string | undefined =>
    parameter && kept.find(({ value }) => value.text === parameterName(parameter))?.attribute;
  const built = kept.find(({ value }) => madeIn(value)?.type === 'call' && /repo|dao|crud/i.test(value.text));
  const below = keptAs(other);
  // `super().__init__(User, db)`: what it inherits from keeps the session.
  const above = ancestorsOf(owner, modules).filter(() => /\bsuper\(/.test(node.text));
  const inherited = above.flatMap((each) => sessionKeptBy(each) ?? [])[0];
  const named = (name: string): string => namePattern(name, nouns);
  return {
    takes:
      other !== undefined
        ? { kind: 'below', name: named(parameterName(other)) }
        : session && { kind: 'session', name: parameterName(session) },
    session: keptAs(session) ?? (session && inherited),
    below:
      below !== undefined
        ? { name: named(below), isMade: false }
        : built && { name: named(built.attribute), isMade: true },
    isInitTyped: childOf(node, 'return_type') !== undefined,
  };
}

/** What is kept where nothing was given: `UserRepository(session)` of `repository or UserRepository(session)`. */
function madeIn(value: PythonNode): PythonNode | undefined {
  return value.type === 'boolean_operator' && childOf(value, 'operator')?.text === 'or'
    ? childOf(value, 'right')
    : value;
}

/** The fields of a dataclass are what it takes and keeps. */
function dataclassOf(host: HostReading, fields: readonly PythonNode[], nouns: Nouns): Made | undefined {
  if (fields.length === 0) return undefined;
  const nameOf = (field: PythonNode | undefined): string => (field && childOf(field, 'left')?.text) ?? '';
  const session = fields.find((each) => isHeld(host, each) || SESSION_NAME.test(nameOf(each)));
  const other = fields.find((each) => each !== session && LOWER_LAYER.test(each.text));
  const below = other && namePattern(nameOf(other), nouns);
  return {
    takes: below === undefined ? session && { kind: 'session', name: nameOf(session) } : { kind: 'below', name: below },
    session: session && nameOf(session),
    below: below === undefined ? undefined : { name: below, isMade: false },
    isInitTyped: true,
  };
}

function fieldsIn({ node }: HostClass): readonly PythonNode[] {
  if (!isDecorated(node, 'dataclass')) return [];
  const statements = (childOf(node, 'body')?.named ?? []).map((each) => each.named[0] ?? each);
  return statements.filter((each) => each.type === 'assignment' && childOf(each, 'type') !== undefined);
}

/** What an `__init__` keeps, under the names of attributes. */
function keptIn(init: PythonNode): readonly { readonly attribute: string; readonly value: PythonNode }[] {
  return [...walk(init)].flatMap((each) => {
    const left = each.type === 'assignment' ? childOf(each, 'left')?.text : undefined;
    const attribute = /^self\.(\w+)$/.exec(left ?? '')?.[1];
    const value = childOf(each, 'right');
    return attribute === undefined || value === undefined ? [] : [{ attribute, value }];
  });
}

/** What the own `__init__` of a class calls the session that it keeps. */
function sessionKeptBy(type: HostClass): string | undefined {
  const init = methodsIn(type).get('__init__');
  const session = init && parametersOf(init).find(isSessionTaken);
  return session && keptIn(init).find(({ value }) => value.text === parameterName(session))?.attribute;
}

/** Whether the objects of a class are made without a session that they keep: something below them has it. */
export function keepsNoSession(place: LayerPlace, { modules }: HostReading): boolean {
  if (place.kind === 'module' || !methodsIn(place.type).has('__init__')) return false;
  return [place.type, ...ancestorsOf(place.type, modules)].every((each) => sessionKeptBy(each) === undefined);
}

export const isSamePlace = (link: Callee, place: LayerPlace): boolean => {
  const other = placeOfLayer(link);
  if (place.kind === 'module') return other.kind === 'module' && other.module.path === place.module.path;
  return other.kind === 'class' && other.type.node === place.type.node;
};
