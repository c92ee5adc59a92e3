import { findInclusions, type Inclusion } from '../framework/inclusions.js';
import { type Module, ownNames } from '../project/module.js';
import type { Project } from '../project/project.js';
import { childOf, type PythonNode } from '../python/syntax.js';

const DEEPEST = 6;

type Mounted = { readonly module: Module; readonly inclusion: Inclusion };

/** One step from a router up to the app: the call that includes it, and what makes the object that includes it. */
type Step = { readonly module: Module; readonly inclusion: Inclusion; readonly made: PythonNode | undefined };

export type Mount = {
  /**
   * The prefixes of the routers above, joined from the app down: those of each `APIRouter(prefix=…)` and of the call that
   * includes it. Nothing when one of them is no plain string.
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
): Mount {
  const all = reached.flatMap((module) =>
    findInclusions(module.tree, module.imports).map((inclusion) => ({ module, inclusion })),
  );
  const first = all.find(({ module, inclusion }) => module.path === place.path && isOurs(inclusion));
  // A loop over routers includes the blueprint's under a name of its own.
  const shown = first ?? all.find(({ module }) => module.path === place.path);
  if (shown === undefined) return { prefix: '', dependencies: [] };
  const beside = all.filter(({ module }) => module === shown.module);
  const steps = stepsFrom(modules, all, shown);
  const given = steps.map(({ inclusion }, index) =>
    index === 0 ? sharedPrefix(inclusion, beside) : literal(inclusion.call.keywords.get('prefix')),
  );
  const parts = steps.map(({ made }, index) => {
    const own = literal(keyword(made, 'prefix'));
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

/** The steps from an inclusion upwards, the inclusion itself first. */
function stepsFrom(modules: Project, all: readonly Mounted[], from: Mounted): readonly Step[] {
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

function includerOf(
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

/** The prefix in the call itself, where others are included with the same: it is that of the place. */
function sharedPrefix({ call, receiver }: Inclusion, beside: readonly Mounted[]): string | undefined {
  const prefix = call.keywords.get('prefix');
  const isShared = beside.some(
    ({ inclusion }) =>
      inclusion.call.node !== call.node &&
      inclusion.receiver === receiver &&
      inclusion.call.keywords.get('prefix')?.text === prefix?.text,
  );
  return prefix !== undefined && isShared ? literal(prefix) : '';
}

function keyword(call: PythonNode | undefined, name: string): PythonNode | undefined {
  const list = call?.type === 'call' ? childOf(call, 'arguments') : undefined;
  const found = list?.named.find((each) => each.type === 'keyword_argument' && childOf(each, 'name')?.text === name);
  return found && childOf(found, 'value');
}

/** The value of a plain string, empty for none; nothing for anything else. */
function literal(node: PythonNode | undefined): string | undefined {
  return node === undefined ? '' : /^(["'])([\w/.-]*)\1$/.exec(node.text)?.[2];
}
