/** The path and the guards under which an application includes the routers of one place. */
import { findInclusions, type Inclusion } from '../framework/inclusions.js';
import { type Module, ownNames } from '../project/module.js';
import type { Project } from '../project/project.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import { pathText } from './path-text.js';

const DEEPEST = 6;

export type Mounted = { readonly module: Module; readonly inclusion: Inclusion };

/** One step from a router up to the app: the call that includes it, and what makes the object that includes it. */
type Step = { readonly module: Module; readonly inclusion: Inclusion; readonly made: PythonNode | undefined };

export type Mount = {
  /**
   * The prefixes of the routers above, joined from the app down: those of each `APIRouter(prefix=…)` and of the call that
   * includes it. Nothing when one of them is not written down.
   */
  readonly prefix: string | undefined;
  /** The `dependencies=[…]` of the same calls, with the module that each stands in. */
  readonly dependencies: readonly { readonly module: Module; readonly node: PythonNode }[];
};

/** What stands above the routers that an object includes. */
export function mountOf(
  modules: Project,
  reached: readonly Module[],
  place: Module,
  isOurs: (inclusion: Inclusion) => boolean,
  blueprint = '',
): Mount {
  const all = mountedIn(reached);
  const first = all.find(({ module, inclusion }) => module.path === place.path && isOurs(inclusion));
  // A loop over routers includes the blueprint's under a name of its own.
  const shown = first ?? all.find(({ module }) => module.path === place.path);
  if (shown === undefined) return { prefix: '', dependencies: [] };
  const beside = all.filter(({ module }) => module === shown.module);
  const steps = stepsFrom(modules, all, shown);
  const given = steps.map(({ module, inclusion }, index) => {
    const prefix = pathText(modules, module, inclusion.call.keywords.get('prefix'));
    return index === 0 ? placePrefix(prefix, isPrefixShared(inclusion, beside), blueprint) : prefix;
  });
  const parts = steps.map(({ module, made }, index) => {
    const own = pathText(modules, module, keyword(made, 'prefix'));
    const below = given[index];
    return own === undefined || below === undefined ? undefined : own + below;
  });
  const isWhole = steps.at(-1)?.inclusion.receiver !== undefined && !parts.includes(undefined);
  const dependencies = steps.flatMap(({ module, inclusion, made }) =>
    [keyword(made, 'dependencies'), inclusion.call.keywords.get('dependencies')].flatMap((node) =>
      node === undefined ? [] : [{ module, node }],
    ),
  );
  return { prefix: isWhole ? parts.reverse().join('') : undefined, dependencies };
}

/** Every inclusion of some modules, with the module that it stands in. */
export function mountedIn(reached: readonly Module[]): readonly Mounted[] {
  return reached.flatMap((module) =>
    findInclusions(module.tree, module.imports).map((inclusion) => ({ module, inclusion })),
  );
}

/** The steps from an inclusion upwards, the inclusion itself first. */
export function stepsFrom(modules: Project, all: readonly Mounted[], from: Mounted): readonly Step[] {
  const steps: Step[] = [];
  let next: Mounted | undefined = from;
  while (next !== undefined && steps.length < DEEPEST) {
    const { module, inclusion }: Mounted = next;
    const receiver: string | undefined = inclusion.receiver;
    const made = receiver === undefined ? undefined : ownNames(module).get(receiver);
    steps.push({ module, inclusion, made: made && childOf(made, 'right') });
    next = includerOf(modules, all, module, receiver);
  }
  return steps;
}

/** The call that includes an object of a module. */
export function includerOf(
  modules: Project,
  all: readonly Mounted[],
  module: Module,
  name: string | undefined,
): Mounted | undefined {
  return name === undefined ? undefined : all.find((each) => includes(modules, each, module, name));
}

function includes(modules: Project, { module, inclusion }: Mounted, owner: Module, name: string): boolean {
  const { reference, router } = inclusion;
  if (reference === undefined) return module.path === owner.path && router?.text === name;
  const definition = modules.define(reference.target);
  return definition?.module.path === owner.path && definition.name === name;
}

/**
 * What the call that includes a package's router says of the place: all of its prefix where others are included with the
 * same or where it names no package, and what comes before the package's own segment: `/api` of `/api/users`.
 */
function placePrefix(prefix: string | undefined, isShared: boolean, blueprint: string): string | undefined {
  // A loop gives each router its own: that is no part of the place.
  if (prefix === undefined || isShared) return isShared ? prefix : '';
  const segments = prefix.replace(/\/$/, '').split('/');
  const bare = (text: string): string => text.toLowerCase().replace(/[-_]/g, '').replace(/s$/, '');
  const isOurs = blueprint !== '' && bare(segments.at(-1) ?? '') === bare(blueprint);
  if (isOurs) return segments.slice(0, -1).join('/');
  return segments.every((segment) => /^(?:|apis?|rest|backend|v\d+)$/i.test(segment)) ? segments.join('/') : '';
}

function isPrefixShared({ call, receiver }: Inclusion, beside: readonly Mounted[]): boolean {
  const prefix = call.keywords.get('prefix');
  return beside.some(
    ({ inclusion }) =>
      inclusion.call.node !== call.node &&
      inclusion.receiver === receiver &&
      inclusion.call.keywords.get('prefix')?.text === prefix?.text,
  );
}

/** What a call is given under a name. */
export function keyword(call: PythonNode | undefined, name: string): PythonNode | undefined {
  const list = call?.type === 'call' ? childOf(call, 'arguments') : undefined;
  const found = list?.named.find((each) => each.type === 'keyword_argument' && childOf(each, 'name')?.text === name);
  return found && childOf(found, 'value');
}
