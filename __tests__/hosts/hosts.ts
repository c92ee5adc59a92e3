import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../scripts/python.mjs';

const FOLDER: string = import.meta.dirname;
const DRIVER: string = join(FOLDER, 'driver.py');

/**
 * A sample backend with a package that its team has written by hand:
 * `backend/` as it is, `new/` the files of the package, `after/` the files that registering it changes.
 */
export type SampleHost = {
  readonly name: string;
  /** The host whose `backend/` it is, when it has none of its own. */
  readonly of?: string;
  /** The folder inside `backend/` that Python imports from. */
  readonly root: string;
  /** `app.main:app`, or `app.main:create_app()` for a factory. */
  readonly app: string;
  readonly package: string;
  readonly singular: string;
  /** What the new package has, in dotted names below it. */
  readonly provides: readonly string[];
  /** The configuration of alembic, when it is migrations that make the tables. */
  readonly migrations?: string;
  /** Whether starting the backend makes the new package's table. */
  readonly table: boolean;
  /** What a request for a list without credentials is answered with: for every list, or for each by its path. */
  readonly status: number | Readonly<Record<string, number>>;
  /** Every path that is new, each with the path of the blueprint that it stands beside. */
  readonly paths: Readonly<Record<string, string>>;
};

export const HOSTS: readonly SampleHost[] = readdirSync(FOLDER)
  .filter((name) => existsSync(join(FOLDER, name, 'host.json')))
  .sort()
  .map((name) => ({ ...JSON.parse(readFileSync(join(FOLDER, name, 'host.json'), 'utf8')), name }));

/** Lays parts of a host over each other in a folder. */
export function lay(host: SampleHost, destination: string, parts: readonly ('backend' | 'new' | 'after')[]): string {
  for (const part of parts) {
    const source = join(FOLDER, part === 'backend' ? (host.of ?? host.name) : host.name, part);
    if (existsSync(source)) cpSync(source, destination, { recursive: true });
  }
  return destination;
}

/** The files that registering the package changes, by their path in `backend/`. */
export function expectedEdits(host: SampleHost): ReadonlyMap<string, string> {
  const after = join(FOLDER, host.name, 'after');
  if (!existsSync(after)) return new Map();
  const files = readdirSync(after, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(after.length + 1), readFileSync(path, 'utf8')];
    }),
  );
}

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

export type Operation = {
  readonly security?: readonly unknown[];
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
};

export type Answer = {
  readonly status: number;
  /** The dependencies that stand before the handler, by their dotted names. */
  readonly dependencies: readonly string[];
};

/** What a backend that was started has shown, or why it could not be. */
export type Visit = {
  readonly error?: string;
  readonly paths: Readonly<Record<string, Partial<Record<Method, Operation>>>>;
  /** The tables that starting it has made. */
  readonly tables: readonly string[];
  /** Requests without credentials, by path. */
  readonly answers: Readonly<Record<string, Answer>>;
  /** What alembic would still have to migrate. */
  readonly drift?: string;
};

export type Visits = { readonly versions: Readonly<Record<string, string>>; readonly hosts: readonly Visit[] };

/** Starts every host in its folder, one after the other, in one Python process with a fork for each. */
export async function visitHosts(
  python: string,
  scratch: string,
  jobs: readonly { readonly host: SampleHost; readonly folder: string; readonly lists: readonly string[] }[],
): Promise<Visits> {
  const list = `${scratch}/jobs.json`;
  const described = jobs.map(({ host: { root, app, migrations }, ...job }) => ({ ...job, root, app, migrations }));
  writeFileSync(list, JSON.stringify(described));
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' };
  const { status, stdout, stderr } = await run(python, [DRIVER, list], { env });
  if (status !== 0) throw new Error(`${DRIVER} ended with ${status}:\n${stderr}`);
  return JSON.parse(stdout);
}
