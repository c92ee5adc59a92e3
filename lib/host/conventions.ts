/** How the host writes what a package needs. Every value that nothing in the host shows has its default here. */
export type Conventions = {
  /** The oldest Python the host runs on, as [major, minor]. */
  readonly python: readonly [number, number];
  /** Dotted name of the package that holds the feature packages: `app` in `app.users`. */
  readonly importRoot: string;
  /** Module and name of the declarative base. */
  readonly base: Source;
  /** Module and name of the dependency that yields a `Session`. */
  readonly session: Source;
  readonly lineLength: number;
};

export type Source = { readonly module: string; readonly name: string };

export const DEFAULT_CONVENTIONS: Conventions = {
  python: [3, 10],
  importRoot: 'app',
  base: { module: 'app.core.db', name: 'Base' },
  session: { module: 'app.core.db', name: 'get_db' },
  lineLength: 88,
};
