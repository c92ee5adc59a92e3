import { childOf, type PythonNode } from '../python/syntax.js';
import { findInclusions, type Inclusion } from './inclusions.js';
import { type Module, type Modules, ownNames } from './modules.js';

const DEEPEST = 6;

type Mounted = { readonly module: Module; readonly inclusion: Inclusion };

/**
 * The prefixes of the routers above an object that includes routers, joined from the app down: those of its own
 * `APIRouter(prefix=…)`, of the call that includes it, and so on. Nothing when one of them is no plain string.
 */
export function mountOf(
  modules: Modules,
  reached: readonly Module[],
  place: Module,
  isOurs: (inclusion: Inclusion) => boolean,
): string | undefined {
  const all = reached.flatMap((module) =>
    findInclusions(module.tree, module.imports).map((inclusion) => ({ module, inclusion })),
  );
  const first = all.find(({ module, inclusion }) => module.path === place.path && isOurs(inclusion));
  // A loop over routers includes the blueprint's under a name of its own.
  const shown = first ?? all.find(({ module }) => module.path === place.path);
  if (shown === undefined) return '';
  const above = prefixOf(modules, all, shown, 0);
  const shared = sharedPrefix(
    shown.inclusion,
    all.filter(({ module }) => module === shown.module),
  );
  return above === undefined || shared === undefined ? undefined : above + shared;
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

function prefixOf(modules: Modules, all: readonly Mounted[], of: Mounted, depth: number): string | undefined {
  const { receiver } = of.inclusion;
  if (receiver === undefined || depth > DEEPEST) return undefined;
  const made = childOf(ownNames(of.module).get(receiver) ?? of.module.tree.root, 'right');
  const own = literal(keyword(made, 'prefix'));
  const above = all.find(({ module, inclusion }) => {
    const { reference, router } = inclusion;
    if (reference === undefined) return module.path === of.module.path && router?.text === receiver;
    const definition = modules.define(reference.target);
    return definition?.module.path === of.module.path && definition.name === receiver;
  });
  if (above === undefined) return own;
  const given = literal(above.inclusion.call.keywords.get('prefix'));
  const upper = prefixOf(modules, all, above, depth + 1);
  return own === undefined || given === undefined || upper === undefined ? undefined : upper + given + own;
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
