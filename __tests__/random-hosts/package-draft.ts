import type { Random } from './random.js';

/** What a name of a made-up module is; a `module` is a submodule that its package imports. */
export type Kind = 'router' | 'base' | 'model' | 'module' | 'thing';
export type World = Record<string, Record<string, Kind>>;

/** A host file while it is put together. */
export type Draft = {
  readonly random: Random;
  readonly module: string;
  readonly importRoot: string;
  /** The registered packages in the order of their registration. */
  readonly packages: readonly string[];
  /** How a package is laid out: the module with the router, and the router's name in it. */
  readonly role: string;
  readonly object: string;
  readonly top: string[];
  readonly imports: string[];
  readonly body: string[];
  /** Expressions that are evaluated once the module has run; the routes of those that are routers are what it serves. */
  readonly drive: string[];
  readonly world: World;
  readonly shapes: string[];
};

export const BLUEPRINT = 'users';
export const NEW = { package: 'invoices', singular: 'invoice' } as const;
export const SECOND = { package: 'payments', singular: 'payment' } as const;

export const SINGULAR: Readonly<Record<string, string>> = {
  users: 'user',
  items: 'item',
  orders: 'order',
  teams: 'team',
  posts: 'post',
  products: 'product',
  audit_logs: 'audit_log',
  auth: 'auth',
  [NEW.package]: NEW.singular,
  [SECOND.package]: SECOND.singular,
};

export function singularOf(name: string): string {
  return SINGULAR[name] ?? name;
}

export function pascal(name: string): string {
  return name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

export function below(root: string, name: string): string {
  return root === '' ? name : `${root}.${name}`;
}

export function indented(lines: readonly string[], by = '    '): string[] {
  return lines.flatMap((line) => line.split('\n')).map((line) => (line === '' ? line : by + line));
}

/** Every package has the same modules, whether it is registered or is going to be. */
export function worldOf(root: string, role: string, object: string, reexported: boolean): World {
  const world: World = {
    [below(root, 'core.db')]: { Base: 'base', engine: 'thing', get_db: 'thing' },
    [below(root, 'core.config')]: { settings: 'thing' },
    [below(root, 'core.auth')]: { get_current_user: 'thing', require_admin: 'thing' },
  };
  for (const name of Object.keys(SINGULAR)) {
    world[below(root, name)] = reexported ? { [role]: 'module', [object]: 'router' } : {};
    world[below(root, `${name}.${role}`)] = { [object]: 'router' };
    world[below(root, `${name}.models`)] = { Base: 'base', [pascal(singularOf(name))]: 'model' };
  }
  return world;
}
