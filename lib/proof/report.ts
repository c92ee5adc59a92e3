/** What the probe says of one run of the application: the JSON document of generators/yeoman/probe.py, as types. */

/** A line of the host. */
export type HostLine = { readonly path: string; readonly line: number };

/** A callable on the way to a handler: a dependency, or what is around the handler. */
export type Passed = {
  /** `app.core.auth:get_current_user` */
  readonly id: string;
  /** What it was made with, where that sets it apart: `['admin']`. */
  readonly detail: string;
  readonly file: string | null;
  /** It lets only some callers in. */
  readonly isGuard: boolean;
};

export type PassedDependency = Passed & {
  readonly scopes: readonly string[];
  /** It takes a part of the path, or is a parameter that takes the body: it is about one record, or about what is sent. */
  readonly isOfRecord: boolean;
};

export type SeenRoute = {
  readonly method: string;
  readonly path: string;
  readonly endpoint: string;
  /** The files of the handler and of what is around it. */
  readonly files: readonly string[];
  readonly line: number | null;
  readonly dependencies: readonly PassedDependency[];
  readonly wrappers: readonly Passed[];
  /** What the handler checks of its caller itself, and of nothing else. */
  readonly checks?: readonly { readonly text: string; readonly tree: string }[];
  /** The class of the route, and of its router, where that is none of FastAPI's. */
  readonly routeClass: string | null;
  readonly routerClass: string | null;
  readonly operationId: string | null;
  readonly isShown: boolean;
  /** The path of a route that comes first and answers the same requests. */
  readonly hiddenBy?: string | null;
  /** What middleware does with a request without credentials: lets it `in`, or refuses it with a status; where that is seen. */
  readonly stranger?: 'in' | number | null;
};

export type TableSeen = {
  readonly columns: readonly string[];
  readonly classes: readonly { readonly name: string; readonly file: string | null }[];
};

/** What the application asked for while it was imported, and did not get. */
export type RefusedAct = {
  readonly kind: 'network' | 'file' | 'process' | 'database' | 'code';
  readonly what: string;
  readonly at: HostLine | null;
};

type Always = {
  readonly refused: readonly RefusedAct[];
  /** The tables that Alembic's env.py knows; nothing where there is none, or where it does not run. */
  readonly migrated?: readonly string[] | null;
};

export type Ran = Always & {
  readonly kind: 'ran';
  readonly routes: readonly SeenRoute[];
  readonly tables: Readonly<Record<string, TableSeen>>;
  /** The tables that each `create_all` of the import would have made. */
  readonly created: readonly (readonly string[])[];
  /** Foreign keys to tables that are not there: `invoices refers to customers`. */
  readonly dangling: readonly string[];
  /** By `get /users`, as in the OpenAPI document. */
  readonly operations: Readonly<Record<string, unknown>>;
  readonly schemas: Readonly<Record<string, unknown>>;
};

export type Stopped = Always & {
  readonly kind: 'stopped';
  readonly stage: 'import' | 'mappers' | 'routes' | 'openapi' | 'tests';
  /** The last line of the exception. */
  readonly error: string;
  readonly type: string;
  readonly at: HostLine | null;
  /** Environment variables that are asked for and not set. */
  readonly missing: readonly string[];
  /** It ended because of what is refused here. */
  readonly isRefused: boolean;
  readonly missingModule: string | null;
};

export type Late = Always & { readonly kind: 'late'; readonly at: HostLine | null };

/** Python ended without an answer. */
export type Silent = { readonly kind: 'silent'; readonly said: string };

export type FailedTest = {
  readonly test: string;
  readonly error: string;
  readonly at: HostLine | null;
  /** The innermost line of the host and of the package that was running. */
  readonly within?: HostLine | null;
  /** It asked for what is not here, or the database did not take a statement. */
  readonly isElsewhere?: boolean;
};

export type Tested = Always & {
  readonly kind: 'tested';
  readonly status: number;
  readonly passed: number;
  readonly failed: readonly FailedTest[];
  /** What pytest said where it ran nothing: of a `conftest.py` that cannot be loaded, of an option that it does not know. */
  readonly said: string;
  /** The session dependencies of the host that the tests put one of their own in the place of: `app.core.db:get_db`. */
  readonly sessions?: readonly string[];
};

export type ProbeReport = Ran | Stopped | Late | Silent;

const KINDS: ReadonlySet<unknown> = new Set(['ran', 'stopped', 'late', 'tested']);

/** What the probe printed; nothing where it is no document of it. */
export function readReport(text: string): Ran | Stopped | Late | Tested | undefined {
  try {
    const found = JSON.parse(text);
    return KINDS.has(found?.kind) ? found : undefined;
  } catch {
    return undefined;
  }
}
