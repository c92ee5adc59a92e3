/** The registration lines of the written standard, to be added by hand. */
import { tablesCall } from '../framework/creations.js';
import { includeCall } from '../framework/inclusions.js';
import { translation } from '../wiring/layer-names.js';
import type { RegistrationRequest } from './request.js';

/** The package that is registered: `importRoot` comes before its name in an import, or nothing. */
type Registered = Pick<RegistrationRequest, 'importRoot' | 'package' | 'provides' | 'layers' | 'tag'>;

const dotted = ({ importRoot, package: name }: Registered): string =>
  importRoot === '' ? name : `${importRoot}.${name}`;

/** A module of the package as it is imported: what it is in, and its own name. */
export function moduleAndName(registered: Registered, inside: readonly string[]): readonly [string, string] {
  const { layers = [], importRoot: root, package: own } = registered;
  const real = translation(layers, { root, blueprint: '', package: own }).spell(
    [dotted(registered), ...inside].join('.'),
  );
  const at = real.lastIndexOf('.');
  return [real.slice(0, Math.max(0, at)), real.slice(at + 1)];
}

/** What the package calls its module for models. */
export function modelsModule({ provides = [] }: Pick<Registered, 'provides'>): string {
  return provides.map((each) => each.split('.')[0] ?? '').find((each) => /models?$/.test(each)) ?? 'models';
}

/** The import of a package's models and the written standard's call that makes their tables. */
export function modelsLines(
  registered: Registered,
  alias: string = `${registered.package}_${modelsModule(registered)}`,
): readonly [string, string] {
  const [module, name] = moduleAndName(registered, [modelsModule(registered)]);
  return [`from ${module} import ${name} as ${alias}`, tablesCall(alias, 'bind=engine')];
}

export type RouterLines = {
  readonly receiver?: string;
  /** The name that the import makes, as far as it is free. */
  readonly free?: (wished: string) => string;
  /** The segment that the package gets where it is included. */
  readonly prefix?: string | undefined;
  /** What guards the blueprint where it is included: a line without it would make the package public. */
  readonly dependencies?: string | undefined;
};

/** The import of a package's router and the call that includes it, in the written standard's form where it fits. */
export function routerLines(
  registered: Registered,
  { receiver = 'router', free = (wished) => wished, prefix, dependencies }: RouterLines = {},
): readonly [string, string] {
  const path = routerPath(registered);
  const isInModule = path.length === 2 && (path[1] === 'router' || registered.layers !== undefined);
  const isStandard = isInModule && !isHidden(registered, path);
  const [from, own] = moduleAndName(registered, isStandard ? path.slice(0, -1) : path);
  const what = isStandard && registered.layers === undefined ? (path[0] ?? own) : own;
  const alias = free(what.includes(registered.package) ? what : `${registered.package}_${what}`);
  const guarded = dependencies === undefined ? '' : `, dependencies=${dependencies}`;
  const given = prefix === undefined ? '' : `prefix="/${prefix}", `;
  return [
    `from ${from} import ${what}${alias === what ? '' : ` as ${alias}`}`,
    includeCall(
      receiver,
      `${alias}${isStandard ? `.${path.at(-1)}` : ''}, ${given}tags=["${registered.tag ?? registered.package}"]${guarded}`,
    ),
  ];
}

/** Whether the host gives out such a thing under the name of its module: `from .user_router import router as user_router`. */
function isHidden({ layers = [] }: Registered, path: readonly string[]): boolean {
  const given = layers.find(({ inside }) => inside === path.join('.'));
  return given !== undefined && layers.some(({ inside, to }) => inside === path[0] && to === given.to);
}

/** The router that the package is known to have: one that is just that, or called after the package, goes first. */
function routerPath({ provides = [], package: name }: Registered): readonly string[] {
  const routers = provides.map((each) => each.split('.')).filter((each) => /router$/i.test(each.at(-1) ?? ''));
  const rank = (path: readonly string[]): number => {
    const last = path.at(-1) ?? '';
    return (last === 'router' || last.includes(name) ? 0 : 10) + path.length + (path.length === 1 ? 5 : 0);
  };
  return [...routers].sort((left, right) => rank(left) - rank(right))[0] ?? ['api', 'router'];
}
