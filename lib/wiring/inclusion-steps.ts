/** The calls that include routers, and the way from one of them up to the app. */
import { findInclusions, type Inclusion } from '../framework/inclusions.js';
import { type Module, ownNames } from '../project/module.js';
import type { Project } from '../project/project.js';
import { childOf, type PythonNode } from '../python/syntax.js';

const DEEPEST = 6;

export type Mounted = { readonly module: Module; readonly inclusion: Inclusion };

/** One step from a router up to the app: the call that includes it, and what makes the object that includes it. */
type Step = { readonly module: Module; readonly inclusion: Inclusion; readonly made: PythonNode | undefined };

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

/** What a call is given under a name. */
export function keyword(call: PythonNode | undefined, name: string): PythonNode | undefined {
  const list = call?.type === 'call' ? childOf(call, 'arguments') : undefined;
  const found = list?.named.find((each) => each.type === 'keyword_argument' && childOf(each, 'name')?.text === name);
  return found && childOf(found, 'value');
}
