/** Layers that are seen and cannot be written: each with the reason why. */
import { targetOf } from '../framework/base-and-session.js';
import { calleesIn } from '../framework/callees.js';
import { ancestorsOf, type HostClass, methodsIn } from '../framework/host-classes.js';
import { isTable } from '../framework/tables.js';
import { snakeCase } from '../naming/names.js';
import { calls, isVariable } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import type { Refusal } from '../refusal.js';
import type { HostReading } from './host-reading.js';
import type { Layer, OperationName } from './layers.js';
import { isOfLibrary } from './of-library.js';
import { keyOfPlace, type LayerPlace, type OperationChain, operationNamed, placeOfLayer } from './operation-chains.js';

/** What the handlers call is followed to no query: an interface, whose methods another class has, or what a library does. */
export function unseenProblem(
  host: HostReading,
  chains: ReadonlyMap<OperationName, OperationChain>,
): Refusal | undefined {
  for (const { handler, links } of chains.values()) {
    const outside = links.find(({ target: { owner, module } }) => owner !== undefined && !isOwnFile(host, module.path));
    const callee = calleesIn(handler, host.modules).find(({ target: { owner } }) => owner !== undefined);
    const owner = outside?.target.owner ?? callee?.target.owner;
    if (owner === undefined) continue;
    if (outside !== undefined) {
      return {
        id: 'layers-unseen',
        status: 3,
        reason: `The blueprint's handlers call ${owner.name}, whose file is of no layer that a package is written with: those are known by what their folders and files are called (services, crud, repositories).`,
        at: host.place(owner.module, owner.node.line),
        hint: 'Follow a package that has such layers with --like PACKAGE, or write the package by hand.',
      };
    }
    const isInterface = /\((?:[^()]*[\s.,])?(?:Protocol|ABC)\b/.test(owner.node.text.split(':\n')[0] ?? '');
    const why = isInterface ? 'which only says what another class does' : 'and no query on a session is seen below it';
    return {
      id: 'layers-unseen',
      status: 3,
      reason: `The blueprint's handlers call ${owner.name}, ${why}. This version writes layers that it can follow to their queries.`,
      at: host.place(owner.module, owner.node.line),
      hint: 'Follow a package that stores records of its own with --like PACKAGE, or write the package by hand.',
    };
  }
  return undefined;
}

/** A function of a layer that the handlers call, where that is followed to no query: the standard's layers are written. */
export function unseenFunction(
  host: HostReading,
  chains: ReadonlyMap<OperationName, OperationChain>,
): { readonly name: string; readonly at: string } | undefined {
  const inLayer = (path: string): boolean =>
    (['services', 'crud'] as const).some((role) => host.blueprint?.of(role).some((each) => each.path === path));
  for (const { handler } of chains.values()) {
    const called = calleesIn(handler, host.modules).find(({ target }) => inLayer(target.module.path));
    if (called === undefined) continue;
    const { name, module, node } = called.target;
    return { name, at: host.at(module, node.line) };
  }
  return undefined;
}

const isOwnFile = ({ blueprint }: HostReading, path: string): boolean =>
  blueprint?.all.some((each) => each.path === path) === true;

/** Each operation has a class for itself (`CreateUserUseCase`, `ListUsersUseCase`): one class for all of them is another design. */
export function operationProblem(
  host: HostReading,
  chains: ReadonlyMap<OperationName, OperationChain>,
): Refusal | undefined {
  const owners = [...chains].flatMap(([operation, { links }]) => {
    const owner = links[0]?.target.owner;
    return owner === undefined ? [] : [{ owner, isNamed: operationNamed(snakeCase(owner.name)) === operation }];
  });
  const [first, second] = owners.filter(({ isNamed }) => isNamed).map(({ owner }) => owner);
  const isApart = new Set(owners.map(({ owner }) => owner.node)).size === owners.length;
  if (!isApart || first === undefined || second === undefined) return undefined;
  return {
    id: 'layers-per-operation',
    status: 3,
    reason: `The blueprint has a class for each operation (${first.name}, ${second.name}). This version writes one for all of them.`,
    at: host.place(first.module, first.node.line),
    hint: 'Follow a package that has one class with --like PACKAGE, or write the package by hand.',
  };
}

/** A layer that is none of a package's is between the handlers and the first one that is: nothing can be called past it. */
export function betweenProblem(
  host: HostReading,
  chains: ReadonlyMap<OperationName, OperationChain>,
  first: LayerPlace | undefined,
): Refusal | undefined {
  for (const { links } of first === undefined ? [] : chains.values()) {
    const at = links.findIndex((link) => first !== undefined && keyOfPlace(placeOfLayer(link)) === keyOfPlace(first));
    const [above] = links;
    if (at < 1 || above === undefined || links[at]?.receiver.kind !== 'attribute') continue;
    const { owner, module, node } = above.target;
    return {
      id: 'layers-between',
      status: 3,
      reason: `The blueprint's handlers call ${owner?.name ?? module.module}, and only that calls the layers that a package is written with (${first?.kind === 'class' ? first.type.name : first?.module.module}). This version does not write a layer between them.`,
      at: host.place(module, owner?.node.line ?? node.line),
    };
  }
  return undefined;
}

/** A function of the host that makes the objects of all layers gives each more than the class of a new one would take. */
export function factoryProblem(
  host: HostReading,
  chains: ReadonlyMap<OperationName, OperationChain>,
): Refusal | undefined {
  for (const { receiver, target } of [...chains.values()].flatMap(({ links }) => links)) {
    const factory = receiver.kind === 'parameter' ? receiver.dependency.factory : undefined;
    if (factory === undefined || !methodsIn(factory.makes).has('__init__')) continue;
    const { positional, keywords, splat, node } = factory.making;
    if (positional.length + keywords.size === 1 && !splat) continue;
    return {
      id: 'layers-factory',
      status: 3,
      reason: `${node.text} of ${factory.callee.text} makes ${target.owner?.name ?? factory.makes.name} with other things than a session. This version writes classes that take one thing.`,
      at: host.place(factory.definedIn, node.line),
    };
  }
  return undefined;
}

/**
 * A base does what it supplies with another class of the blueprint, which the handlers do not lead to:
 * `repository = UserRepository`, `super().__init__(UserRepository(db))`.
 */
export function baseProblem(
  host: HostReading,
  places: readonly LayerPlace[],
  chain: readonly Layer[],
): Refusal | undefined {
  const layers = new Set((['crud', 'services'] as const).flatMap((role) => host.blueprint?.of(role) ?? []));
  for (const place of chain.some(({ base }) => base !== undefined) ? places : []) {
    if (place.kind === 'module') continue;
    const { module, name } = place.type;
    for (const value of givenToBase(place.type)) {
      const target = targetOf(module, value);
      const given = target === undefined ? undefined : host.modules.define(target);
      if (given?.node.type !== 'class_definition' || !layers.has(given.module)) continue;
      if (places.some((each) => each.kind !== 'module' && each.type.node === given.node)) continue;
      return {
        id: 'layers-base',
        status: 3,
        reason: `The base of ${name} does what it supplies with ${given.name ?? ''}, which no operation of its own leads to. This version writes layers that call each other.`,
        at: host.place(module, value.line),
      };
    }
  }
  return undefined;
}

/** What a class of the host has a library do with other arguments is not seen: `kwargs.setdefault("commit", False)`. */
export function passedOnProblem(host: HostReading, places: readonly LayerPlace[]): Refusal | undefined {
  for (const place of places) {
    const above = place.kind === 'module' ? [] : ancestorsOf(place.type, host.modules);
    const own = above.filter((type) => !isOfLibrary(host, type));
    const library = above.find((type) => !own.includes(type));
    const known = new Set(library === undefined ? [] : methodsIn(library).keys());
    for (const type of own) {
      const [name, node] = [...methodsIn(type)].find(([each]) => known.has(each)) ?? [];
      if (name === undefined || node === undefined) continue;
      return {
        id: 'layers-base-changed',
        status: 3,
        reason: `${type.name} has a ${name} of its own in the place of ${library?.name}'s, and what that one is then told is not followed.`,
        at: host.place(type.module, node.line),
        hint: 'Follow a package that inherits from the library itself with --like PACKAGE, or write the package by hand.',
      };
    }
  }
  return undefined;
}

/** The names that a class gives to its base: as attributes, or in what it makes it with. */
function givenToBase(type: HostClass): readonly PythonNode[] {
  const set = (childOf(type.node, 'body')?.named ?? []).flatMap(({ named: [first] }) => {
    const value = first?.type === 'assignment' ? childOf(first, 'right') : undefined;
    return value?.type === 'identifier' ? [value] : [];
  });
  const init = methodsIn(type).get('__init__');
  const made = (init === undefined ? [] : calls(init)).filter(({ callee }) => callee.text === 'super().__init__');
  const passed = made.flatMap(({ node }) => childOf(node, 'arguments') ?? []);
  return [...set, ...passed.flatMap((each) => [...walk(each)]).filter(isVariable)];
}

/** What the lowest layer calls is none of the package's, and it has no session itself: nothing can be written in its place. */
export function belowProblem(
  host: HostReading,
  [lowest]: readonly Layer[],
  place: LayerPlace | undefined,
): Refusal | undefined {
  if (lowest?.holder.kind !== 'object' || place?.kind !== 'class') return undefined;
  const { holder, base, opens, operations, order } = lowest;
  const isGiven = order.some((each) => operations[each].parameters.some(({ kind }) => kind === 'session'));
  if (holder.session !== undefined || base !== undefined || opens !== undefined || isGiven) return undefined;
  const { module, name, node } = place.type;
  return {
    id: 'layers-below',
    status: 3,
    reason: `${name} has no session, and what it calls for its queries is none of the layers that a package is written with: those are known by what their folders and files are called (repositories, crud, dao).`,
    at: host.place(module, node.line),
  };
}

/** Models that store themselves: `await user.save(db)`. */
export function recordProblem(host: HostReading, places: readonly LayerPlace[]): Refusal | undefined {
  for (const place of places) {
    if (place.kind === 'module' || !isTable({ ...place.type, rest: [], via: [] })) continue;
    return {
      id: 'layers-in-models',
      status: 3,
      reason: `The blueprint's handlers have ${place.type.name} store itself. This version writes packages whose handlers or layers do that.`,
      at: host.place(place.type.module, place.type.node.line),
    };
  }
  return undefined;
}
