import type { AppName } from '../backend/app-search.js';
import type { Role } from '../backend/features.js';
import type { Guard } from './guards.js';
import type { Security } from './security.js';

/** How the host writes what a package needs. Every value that nothing in the host shows has its default here. */
export type Conventions = {
  /** The oldest Python the host runs on, as [major, minor]. */
  readonly python: readonly [number, number];
  /** Dotted name of the package that holds the feature packages: `app` in `app.users`; nothing for bare imports. */
  readonly importRoot: string;
  /** Module and name of the declarative base. */
  readonly base: Source;
  /** Module and name of the dependency that yields a `Session`. */
  readonly session: Source;
  readonly lineLength: number;
  /** What the blueprint calls the module of each role, dotted where it is deeper: `api`, `router`, `api.routes`. */
  readonly modules: Readonly<Record<Role, string>>;
  /** What the blueprint calls its router object, its own name in it as it stands: `router`, `users_router`. */
  readonly router: string;
  /** What the blueprint's `__init__` imports of the package itself: `users_router` of `router.router`. */
  readonly exports: readonly Export[];
  /** Where the prefix and the tags are given: in the include call, the package's router, its decorators, or nowhere. */
  readonly prefix: Habit;
  readonly tags: Habit;
  /** What the running application is called; nothing where that is not seen. */
  readonly app: AppName | undefined;
  /** The authentication that the blueprint declares itself. */
  readonly security: Security;
  /** What guards everything that is included where the blueprint is. */
  readonly guardsAbove: readonly Guard[];
  /** Who ends a write: the package commits, or it flushes because the session's dependency owns the transaction. */
  readonly transaction: 'commit' | 'flush';
  /** The patterns of the metadata's `naming_convention`, by kind: `ck` of `ck_%(table_name)s_%(constraint_name)s`. */
  readonly constraintNames: Readonly<Partial<Record<'ck' | 'uq' | 'ix' | 'fk' | 'pk', string>>>;
  /** What stands behind the path of a collection: `/users` or `/users/`. */
  readonly slash: '' | '/';
  /** What the host answers a bad body with: its status, and whether a handler of its own gives the answer. */
  readonly invalid: { readonly status: number; readonly isOwn: boolean };
  /** What the base and its mixins supply: columns, methods, `__tablename__`. No field may have such a name. */
  readonly supplied: readonly string[];
  /** The database systems that the host runs on; none where that is not seen. */
  readonly databases: readonly ('sqlite' | 'postgresql' | 'mysql')[];
  /**
   * Where the tests of a package go: below the package, or in the host's test root as a dotted folder (`tests.users`
   * for the blueprint). `tables` says whether every table of the base can be made on SQLite, or only the package's own.
   */
  readonly tests: { readonly folder: string | undefined; readonly tables: 'all' | 'own' };
  /** The oldest versions that the host asks for, as [major, minor]; none where it leaves them open. */
  readonly versions: Readonly<Partial<Record<'fastapi' | 'pydantic' | 'sqlalchemy', readonly [number, number]>>>;
  /** Where a value was seen, as `file:line` from the project's folder. */
  readonly evidence: Readonly<Record<string, string>>;
};

export type Source = { readonly module: string; readonly name: string };

/** `target` is dotted below the package: `router.router`; `name` is what the `__init__` makes of it. */
export type Export = { readonly name: string; readonly target: string };

export type Habit = 'include' | 'router' | 'handlers' | 'none';

export const DEFAULT_CONVENTIONS: Conventions = {
  python: [3, 10],
  importRoot: 'app',
  base: { module: 'app.core.db', name: 'Base' },
  session: { module: 'app.core.db', name: 'get_db' },
  lineLength: 88,
  modules: { api: 'api', models: 'models', schemas: 'schemas', crud: 'crud', services: 'services', deps: 'deps' },
  router: 'router',
  exports: [],
  prefix: 'router',
  tags: 'include',
  app: { module: 'app.main', name: 'app', isFactory: false },
  security: { kind: 'public', guards: [], router: [], handlers: [] },
  guardsAbove: [],
  transaction: 'commit',
  constraintNames: {},
  slash: '',
  invalid: { status: 422, isOwn: false },
  supplied: [],
  databases: [],
  tests: { folder: undefined, tables: 'all' },
  versions: {},
  evidence: {},
};
