/** The routes that an application has already: those whose whole path is written down, and which comes first. */
import { type Handler, handlersOf } from '../framework/handlers.js';
import type { Inclusion } from '../framework/inclusions.js';
import { type Module, ownNames } from '../project/module.js';
import type { Project } from '../project/project.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import { includerOf, keyword, type Mounted, mountedIn, stepsFrom } from './inclusion-steps.js';
import { pathText } from './path-text.js';

/** The app by its file and name, and the places at which the routers below are included and the route is made. */
export type Order = readonly { readonly path: string; readonly at: number }[];

export type HostRoute = {
  readonly methods: readonly string[];
  readonly path: string;
  readonly module: Module;
  readonly line: number;
  readonly order: Order;
};

/** Every route of the application whose path is known for certain. */
export function hostRoutes(project: Project, reached: readonly Module[], app: string): readonly HostRoute[] {
  const all = mountedIn(reached);
  return reached.flatMap((module) =>
    handlersOf(module).flatMap((handler): readonly HostRoute[] => {
      const above = placed(project, all, module, handler.router, app);
      if (above === undefined || handler.path === undefined || handler.method === 'websocket') return [];
      const order = [...above.order, { path: module.path, at: handler.decorator.start }];
      const { line } = handler.decorator;
      return [{ methods: methodsOf(handler), path: above.prefix + handler.path, module, line, order }];
    }),
  );
}

/** Where the router of an inclusion comes among all routes; nothing where that is not known. */
export function orderOf(
  project: Project,
  reached: readonly Module[],
  file: string,
  isOurs: (inclusion: Inclusion) => boolean,
): Order | undefined {
  const all = mountedIn(reached);
  const first = all.find(({ module, inclusion }) => module.path === file && isOurs(inclusion));
  const steps = first === undefined ? [] : stepsFrom(project, all, first);
  const top = steps.at(-1);
  const name = top?.inclusion.receiver;
  return top === undefined || name === undefined ? undefined : orderFrom(steps, { module: top.module, name });
}

/** Whether both are below the same app. */
export function haveOneApp([one]: Order, [other]: Order): boolean {
  return one !== undefined && one.path === other?.path;
}

/** Whether one thing comes before another; nothing where they do not meet in one file. */
export function comesBefore(one: Order, other: Order): boolean | undefined {
  const index = one.findIndex(({ path, at }, each) => other[each]?.path !== path || other[each]?.at !== at);
  const [mine, theirs] = [one[index], other[index]];
  return mine === undefined || mine.path !== theirs?.path ? undefined : mine.at < theirs.at;
}

function orderFrom(steps: readonly Mounted[], app: { readonly module: Module; readonly name: string }): Order {
  const places = steps.map(({ module, inclusion }) => ({ path: module.path, at: inclusion.call.node.start }));
  return [{ path: `${app.module.path} ${app.name}`, at: 0 }, ...places.reverse()];
}

/** The prefix of a router's routes and where it is included; nothing where the app is not reached in plain steps. */
function placed(
  project: Project,
  all: readonly Mounted[],
  module: Module,
  router: string,
  app: string,
): { readonly prefix: string; readonly order: Order } | undefined {
  const first = includerOf(project, all, module, router);
  const steps = first === undefined ? [] : stepsFrom(project, all, first);
  const top = steps.at(-1);
  const root = top === undefined ? { module, name: router } : { module: top.module, name: top.inclusion.receiver };
  const { name } = root;
  if (root.module.path !== app || name === undefined || isRouterIn(root.module, name)) return undefined;
  const objects = [
    ...(first === undefined ? [] : [{ module, name: router }]),
    ...steps.slice(0, -1).map((step) => ({ module: step.module, name: step.inclusion.receiver })),
  ];
  const own = objects.map((each) => ownPrefix(project, each.module, each.name));
  const given = steps.map((step) => pathText(project, step.module, step.inclusion.call.keywords.get('prefix')));
  const parts = given.flatMap((text, index) => [own[index], text]);
  if (parts.includes(undefined)) return undefined;
  // Each router has its own prefix below that of the call which includes it.
  const prefix = given
    .map((text, index) => `${text}${own[index]}`)
    .reverse()
    .join('');
  return { prefix, order: orderFrom(steps, { module: root.module, name }) };
}

function ownPrefix(project: Project, module: Module, name: string | undefined): string | undefined {
  const made: PythonNode | undefined = name === undefined ? undefined : ownNames(module).get(name);
  const value = made && childOf(made, 'right');
  return value?.type === 'call' ? pathText(project, module, keyword(value, 'prefix')) : undefined;
}

/** Whether a name is made as a router anywhere in the module, in a function, too. */
function isRouterIn({ source }: Module, name: string): boolean {
  return new RegExp(`(?<![\\w.])${name.replaceAll('.', '\\.')}\\s*(?::[^=\\n]*)?=\\s*[\\w.]*Router\\(`).test(source);
}

function methodsOf({ method, keywords }: Handler): readonly string[] {
  if (method !== 'api_route' && method !== 'route') return [method];
  return [...(keywords.get('methods')?.text ?? '"get"').matchAll(/["'](\w+)["']/g)].map(([, each = '']) =>
    each.toLowerCase(),
  );
}
