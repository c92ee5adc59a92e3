/** How the objects of a layer's class come to where they are called: who makes them. */
import type { Callee } from '../framework/callees.js';
import type { DependencyFactory } from '../framework/dependency-factories.js';
import { methodsIn } from '../framework/host-classes.js';
import { hostName } from '../framework/host-name.js';
import { type Dependency, parameterDependency, parameterName } from '../framework/parameter-dependencies.js';
import { isUnitParameter } from '../framework/units-of-work.js';
import { hasNoun, type Nouns, namePattern } from '../naming/name-pattern.js';
import type { Definition, Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { parametersOf } from '../python/find.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import type { HostReading } from './host-reading.js';
import { makesLayer } from './layer-makers.js';
import type { FactoryCall, MakerModule, Reached } from './layers.js';
import { placeOfLayer } from './operation-chains.js';
import { sharedMaker } from './shared-makers.js';
import { isOfUnit, unitOfWork } from './units-of-work.js';

/** What a parameter that is given the layer below is called, or its type. */
export const LOWER_LAYER: RegExp = /repo|dao|crud|storage|gateway/i;

export const SESSION_NAME: RegExp = /(?:^|_)(?:db|session)$/;

export const isSessionTaken = (parameter: PythonNode): boolean =>
  /Session\b/.test(childOf(parameter, 'type')?.text ?? '') || SESSION_NAME.test(parameterName(parameter));

/** Whether a parameter is a session, or the unit of work that is given in its place. */
export const isHeld = (host: HostReading, parameter: PythonNode): boolean =>
  isSessionTaken(parameter) || (isUnitParameter(parameter) && unitOfWork(host) !== undefined);

export function reachedBy(host: HostReading, link: Callee, above: Callee | undefined, nouns: Nouns): Reached {
  const { receiver, call } = link;
  if (receiver.kind === 'attribute' && isOfUnit(link, host)) {
    return { kind: 'unit', name: namePattern(receiver.name, nouns) };
  }
  if (receiver.kind === 'object') {
    const isByModule = childOf(call.callee, 'object')?.type === 'attribute';
    const { name = '', module } = receiver.definition;
    const isInHandlers = host.blueprint?.routers.includes(module) === true && module !== link.target.module;
    const local = importedAs(link, name, nouns);
    return {
      kind: 'object',
      name: namePattern(name, nouns),
      isByModule,
      ...(isInHandlers ? { isInHandlers } : {}),
      ...(local === undefined ? {} : { local }),
    };
  }
  if (receiver.kind === 'parameter') return byDependency(host, receiver.parameter, receiver.dependency, nouns);
  if (receiver.kind === 'attribute' && above?.receiver.kind === 'parameter') {
    const injected = injectedInto(host, above);
    if (injected !== undefined) {
      const parameter = namePattern(parameterName(injected.parameter), nouns);
      const maker = factoryCall(injected.dependency.factory);
      return {
        kind: 'dependency',
        maker,
        alias: undefined,
        parameter,
        session: undefined,
        module: 'crud',
        shared: undefined,
      };
    }
    const below = makerBelow(host, above);
    if (below !== undefined)
      return byDependency(host, below.parameter, { ...below.dependency, alias: undefined }, nouns);
  }
  const maker = makerCalled(host, link, nouns);
  return { kind: 'made', local: localIn(link, nouns), ...(maker === undefined ? {} : { maker }) };
}

/** What an object is called where it is imported under another name that has the noun: `from app.crud import user as crud_user`. */
function importedAs({ call }: Callee, name: string, nouns: Nouns): string | undefined {
  const object = childOf(call.callee, 'object');
  const local = object?.type === 'identifier' && object.text !== name ? namePattern(object.text, nouns) : undefined;
  return local !== undefined && hasNoun(local) ? local : undefined;
}

/** `service = UserService(db)`: what a function calls the object that it makes before it calls it. */
function localIn({ receiver, call }: Callee, nouns: Nouns): string | undefined {
  const isKept = receiver.kind === 'made' && receiver.call.node.parent?.type === 'assignment';
  const object = isKept ? childOf(call.callee, 'object') : undefined;
  return object?.type === 'identifier' ? namePattern(object.text, nouns) : undefined;
}

/** The function of the blueprint that handlers give the session to: `get_service(db).list_users()`. */
function makerCalled(host: HostReading, { receiver }: Callee, nouns: Nouns): MadeBy['maker'] | undefined {
  const by = receiver.kind === 'made' ? receiver.by : undefined;
  if (by?.name === undefined || by.rest.length > 0 || !makesLayer(host)(by)) return undefined;
  const [only, ...others] = parametersOf(by.node);
  const isPlain = only !== undefined && others.length === 0 && isHeld(host, only);
  return isPlain ? { name: namePattern(by.name, nouns), module: moduleOfMaker(host, by) } : undefined;
}

type MadeBy = Extract<Reached, { kind: 'made' }>;

type Given = { readonly parameter: PythonNode; readonly dependency: Dependency };

function byDependency(host: HostReading, parameter: PythonNode, dependency: Dependency, nouns: Nouns): Reached {
  const { made, alias, factory } = dependency;
  if (made === undefined && alias === undefined && factory === undefined) return { kind: 'made', local: undefined };
  const own = made?.node.type === 'function_definition' ? namePattern(made.name ?? '', nouns) : undefined;
  return {
    kind: 'dependency',
    maker: factoryCall(factory) ?? own,
    alias: alias?.name === undefined ? undefined : namePattern(alias.name, nouns),
    parameter: namePattern(parameterName(parameter), nouns),
    session: sessionOf(host, made),
    module: moduleOfMaker(host, alias ?? made),
    shared: sharedMaker(host, parameter, dependency, nouns),
  };
}

function factoryCall(found: DependencyFactory | undefined): FactoryCall | undefined {
  const factory = found && hostName(found.module, found.callee);
  return factory && { factory, keyword: found.keyword };
}

/** What the `__init__` of the layer above takes that FastAPI makes for it: `repo: Annotated[Repo, Depends()]`. */
function injectedInto({ modules }: HostReading, above: Callee): Given | undefined {
  const place = placeOfLayer(above);
  if (place.kind !== 'class') return undefined;
  const node = methodsIn(place.type).get('__init__');
  const given = node === undefined ? [] : dependenciesGiven(place.type.module, node, modules);
  return given.find(({ parameter, dependency: { made } }) => {
    const isOurs = LOWER_LAYER.test(parameter.text);
    return isOurs && /\bDepends\(/.test(parameter.text) && made?.node.type !== 'function_definition';
  });
}

/** What the maker of the layer above takes that a dependency makes. */
function makerBelow({ modules }: HostReading, above: Callee): Given | undefined {
  const made = above.receiver.kind === 'parameter' ? above.receiver.dependency.made : undefined;
  if (made?.node.type !== 'function_definition') return undefined;
  return dependenciesGiven(made.module, made.node, modules).find(({ dependency: { made: below, factory } }) => {
    const name = below?.node.type === 'function_definition' ? below.name : factory?.makes.name;
    return LOWER_LAYER.test(name ?? '');
  });
}

function dependenciesGiven(module: Module, node: PythonNode, modules: Project): readonly Given[] {
  return parametersOf(node).map((parameter) => ({
    parameter,
    dependency: parameterDependency(parameter, module, modules),
  }));
}

/** What a maker calls its session. */
function sessionOf(host: HostReading, made: Definition | undefined): string | undefined {
  const given =
    made?.node.type === 'function_definition' ? parametersOf(made.node).find((each) => isHeld(host, each)) : undefined;
  return given && parameterName(given);
}

/** The module of the package in which a maker is: what defines it by its role. */
function moduleOfMaker({ blueprint }: HostReading, definition: Definition | undefined): MakerModule {
  const path = definition?.module.path;
  const roles = ['api', 'crud', 'services'] as const;
  if (blueprint?.routers.some((module) => module.path === path)) return 'api';
  return roles.find((role) => blueprint?.of(role).some((module) => module.path === path)) ?? 'deps';
}
