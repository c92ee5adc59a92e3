/** The sample backends of the styles that teams write, and what uses them over HTTP. */
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from '../../scripts/python.mjs';

const FOLDER: string = import.meta.dirname;
const DRIVER: string = join(FOLDER, 'driver.py');
/** Where pytest finds our plugins. */
const PLUGINS: string = join(FOLDER, '..', 'python');

/** What the team asks the generator for. */
export const COMMAND: readonly string[] = [
  'invoices',
  'number:str.32:unique',
  'total:decimal.10.2:ge=0',
  'due:date:optional',
  'status:enum.draft.sent.paid:default=draft',
];

/** How the application is used: what driver.py reads. */
type Use = {
  /** `app.main:app`, or `app.main:create_app()` for a factory. */
  readonly app: string;
  /** The folder inside `backend/` that Python imports from. */
  readonly root: string;
  /** The path of the blueprint's list. */
  readonly users: string;
  readonly collection: string;
  readonly item: string;
  readonly update: 'PUT' | 'PATCH';
  /** Whether an update is answered with a message, and not with the record. */
  readonly isTold?: boolean;
  /** Where a record and a list are in an answer, when they are not the answer itself. */
  readonly record?: string | null;
  readonly list?: string | null;
  /** Where a list says how many records there are. */
  readonly total?: string;
  readonly page?: Readonly<Record<string, string | number>>;
  readonly key?: string;
  readonly table?: string;
  /** What a create and a delete are answered with; 201 and 204 by themselves. */
  readonly created?: number;
  /** The paths of operations that have others than the collection and its records. */
  readonly paths?: Readonly<Record<string, string>>;
  readonly updated?: number;
  readonly deleted?: number;
  readonly signIn?: { readonly register: object; readonly token: object };
  /** What strangers get, by verb; the verbs left out are public. */
  readonly strangers?: Readonly<Record<string, number>>;
};

/**
 * A sample backend: `backend/` as it is, `wanted/` the files of the new package and of the host's edited ones, as this
 * team would have written them, where somebody has written them by hand.
 */
export type Style = Use & {
  readonly name: string;
  readonly isWrittenByHand: boolean;
  /** What the backend shows, dimension by dimension. */
  readonly shows: Readonly<Record<string, string>>;
  /** The file with its pins, when it does not run under the newest of everything. */
  readonly requirements?: string;
  /** The team's linters and formatters; ruff's two by themselves. */
  readonly lint?: readonly (readonly string[])[];
  /** What the generator does with it today; `id` of the refusal, `use` where the written package is used otherwise. */
  readonly today: 'refused' | 'written';
  readonly id?: string;
  readonly use?: Partial<Use>;
};

export const STYLES: readonly Style[] = readdirSync(FOLDER)
  .filter((name) => existsSync(join(FOLDER, name, 'style.json')))
  .sort()
  .map((name) => ({
    ...JSON.parse(readFileSync(join(FOLDER, name, 'style.json'), 'utf8')),
    name,
    isWrittenByHand: existsSync(join(FOLDER, name, 'wanted')),
  }));

/** Those that the generator writes packages for. */
export const WRITTEN: readonly Style[] = STYLES.filter(({ today }) => today === 'written');

export function requirementsOf(style: Style): string {
  return join(FOLDER, style.requirements ?? 'requirements.txt');
}

export function lay(style: Style, destination: string, parts: readonly ('backend' | 'wanted')[]): string {
  for (const part of parts) cpSync(join(FOLDER, style.name, part), destination, { recursive: true });
  return destination;
}

/** What is made of each sample, which is made once whoever asks for it. */
export function oncePerStyle(make: (style: Style) => Promise<string>): (style: Style) => Promise<string> {
  const made = new Map<string, Promise<string>>();
  return (style) => {
    const known = made.get(style.name) ?? make(style);
    made.set(style.name, known);
    return known;
  };
}

/** The sample with its engine on another database. */
export function onDatabase(root: string, url: string): void {
  for (const path of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.py') || /tests?\//.test(path)) continue;
    const text = readFileSync(join(root, path), 'utf8');
    const moved = text
      .replace(/"sqlite(?:\+aiosqlite)?:[^"]*"/, JSON.stringify(url))
      .replace(/, connect_args=\{[^}]*\}/, '');
    if (moved !== text) writeFileSync(join(root, path), moved);
  }
}

/** Every file of a folder with its text. */
export function treeOf(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), 'utf8')]),
  );
}

export type Job = Use & {
  readonly work: 'paths' | 'tests' | 'contract' | 'statuses';
  readonly folder: string;
  readonly pathsBefore?: readonly string[];
  /** Users who sign in, for `statuses`. */
  readonly names?: readonly string[];
  /** What pytest is given besides; it collects what the host is configured for, unless a path is among it. */
  readonly tests?: readonly string[];
};

/** What each job has to say: the paths of a started application, or the sentences about what does not hold. */
export async function drive(
  python: string,
  list: string,
  jobs: readonly Job[],
): Promise<readonly (readonly string[])[]> {
  writeFileSync(list, JSON.stringify(jobs));
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1', PYTHONPATH: PLUGINS };
  const { status, stdout, stderr } = await run(python, [DRIVER, list], { env });
  if (status !== 0) throw new Error(`${DRIVER} ended with ${status}:\n${stderr}`);
  return JSON.parse(stdout);
}

/** What the team's linters complain of. */
export async function lint(style: Style, python: string, folder: string): Promise<string> {
  const commands = style.lint ?? [
    ['ruff', 'check', '--no-cache', '.'],
    ['ruff', 'format', '--no-cache', '--check', '.'],
  ];
  let complaints = '';
  for (const [program = '', ...args] of commands) {
    const { status, stdout, stderr } = await run(join(dirname(python), program), args, { cwd: folder });
    if (status !== 0) complaints += `${program} ${args.join(' ')}\n${stdout}${stderr}`;
  }
  return complaints;
}
