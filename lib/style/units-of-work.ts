/** The unit of work between the services of a host and its repositories, as the blueprint uses it. */
import type { Callee } from '../framework/callees.js';
import { type HostClass, type HostFunction, methodsIn, ownClasses } from '../framework/host-classes.js';
import { type HostName, hostName, plainName } from '../framework/host-name.js';
import { parameterDependency } from '../framework/parameter-dependencies.js';
import { keepsRecords } from '../framework/session-maker.js';
import {
  alwaysRollsBack,
  commitsAtItsEnd,
  enteredUnit,
  isUnitOfWork,
  makingsIn,
  unitGivenTo,
} from '../framework/units-of-work.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import type { BlueprintModules } from './blueprint-modules.js';
import type { HostReading } from './host-reading.js';
import { operationChains, placeOfLayer } from './operation-chains.js';

export type UnitOfWork = {
  /** What the functions that are given it say it is, or else its class. */
  readonly type: HostName;
  /** What it is called where it was entered: `async with self.uow as uow`; `kept` where it keeps its name. */
  readonly entered: { readonly as: string | undefined } | undefined;
  /** Whether the functions that write commit it; otherwise it commits when it ends. */
  readonly isCommitted: boolean;
  /** Whether what is read becomes a schema before it ends, which takes back what was read. */
  readonly isConverted: boolean;
  /** Whether what was written becomes one before it is committed: no record can be read on then. */
  readonly isExpiring: boolean;
};

/** Whether what is called is a repository that a unit of work keeps. */
export function isOfUnit({ receiver }: Callee, { modules }: HostReading): boolean {
  return receiver.kind === 'attribute' && isUnitOfWork(receiver.of, modules);
}

const known = new WeakMap<BlueprintModules, { readonly unit: UnitOfWork | undefined }>();

/** Nothing where the blueprint uses none, or one that a new repository cannot be added to in the same way. */
export function unitOfWork(host: HostReading): UnitOfWork | undefined {
  const { blueprint } = host;
  if (blueprint === undefined) return undefined;
  const found = known.get(blueprint) ?? { unit: read(host) };
  known.set(blueprint, found);
  return found.unit;
}

/** The handlers, and what makes the objects that they call: one of them depends on the unit of work. */
export function takersOfUnit(host: HostReading): readonly Pick<HostFunction, 'module' | 'node'>[] {
  return [...operationChains(host).values()].flatMap(({ handler, links }) =>
    [
      handler,
      ...links.flatMap(({ receiver }) => (receiver.kind === 'parameter' ? (receiver.dependency.made ?? []) : [])),
    ].filter(({ node }) => node.type === 'function_definition'),
  );
}

function read(host: HostReading): UnitOfWork | undefined {
  const links = [...operationChains(host).values()].flatMap(({ links: each }) =>
    each.flatMap((link, index) => {
      const above = each[index - 1]?.target;
      return above !== undefined && isOfUnit(link, host) ? [{ link, above }] : [];
    }),
  );
  const [first] = links;
  if (first === undefined) return undefined;
  const place = placeOfLayer(first.link);
  const maker = host.session?.definition?.node;
  if (place.kind !== 'class' || first.link.receiver.kind !== 'attribute' || maker === undefined) return undefined;
  const [making] = makingsIn(unitsBeside(host, first.link.receiver.of), place.type, host.modules);
  if (making === undefined || making.attribute !== first.link.receiver.name) return undefined;
  const functions = links.map(({ above }) => above);
  const commits = functions.some(({ node }) => /\buow\w*\.commit\(|unit_of_work\.commit\(/.test(node.text));
  if (!commits && !commitsAtItsEnd(making.unit)) return undefined;
  const { node, module, owner } = first.above;
  const init = owner && methodsIn(owner).get('__init__');
  const given = unitGivenTo(node) ?? (init && unitGivenTo(init));
  const entered = functions.map((each) => enteredUnit(each.node)).find(Boolean);
  const isBrought = takersOfUnit(host).some((taker) => {
    const parameter = unitGivenTo(taker.node);
    const { made } = parameter ? parameterDependency(parameter, taker.module, host.modules) : { made: undefined };
    return made !== undefined;
  });
  if (given === undefined || !isBrought) return undefined;
  const isExpiring = !keepsRecords(maker);
  return {
    type: typeOf(module, given) ?? plainName(making.unit.module.module, making.unit.name),
    entered: entered && { as: entered.as },
    isCommitted: commits,
    isConverted: alwaysRollsBack(making.unit) || isExpiring,
    isExpiring,
  };
}

function typeOf(module: HostClass['module'], parameter: PythonNode): HostName | undefined {
  const [named] = childOf(parameter, 'type')?.named ?? [];
  return named && hostName(module, named);
}

/** The classes of a module with a unit of work: an interface has what implements it beside itself. */
function unitsBeside({ modules }: HostReading, of: HostClass): readonly HostClass[] {
  return ownClasses(of.module).filter((each) => isUnitOfWork(each, modules));
}
