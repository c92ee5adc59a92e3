import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeModel, writePackage } from '../hosts/written.js';
import type { Command } from './packages.js';

// Git ignores the cache of the project, and no package is written where git ignores it.
const CACHE: string = join(tmpdir(), 'backend-package-python');
const SAMPLE: string = fileURLToPath(new URL('../hosts/standard/backend', import.meta.url));
/** What mypy knows of libraries: read once by each worker and not by each backend. */
export const MYPY: readonly string[] = [
  'mypy',
  '--strict',
  '--cache-dir',
  fileURLToPath(new URL(`../../.cache/mypy-${process.env['JEST_WORKER_ID'] ?? 1}`, import.meta.url)),
];
/** pytest in the least time: an assert that fails shows the values of the names around it, and not those of its parts. */
export const PYTEST: readonly string[] = ['pytest', '-q', '--assert=plain', '--showlocals', '-p', 'no:cacheprovider'];
/** In less: requests share one event loop, a database in memory gets its tables at once, garbage is seldom looked for. */
export const QUICK_PYTEST: readonly string[] = [
  ...PYTEST,
  ...['tables_once', 'one_loop', 'seldom_gc'].flatMap((plugin) => ['-p', plugin]),
];
/** Where pytest finds our plugins. */
export const PLUGINS: Readonly<Record<string, string>> = {
  PYTHONPATH: import.meta.dirname,
  PYTHONDONTWRITEBYTECODE: '1',
};
const AN_HOUR = 3_600_000;

/** A copy of the sample's backend that nobody else uses. It is left behind for an hour, to be looked at. */
export function copyBackend(): string {
  mkdirSync(CACHE, { recursive: true });
  for (const name of readdirSync(CACHE).filter((each) => each.startsWith('backend-'))) {
    const old = join(CACHE, name);
    if (Date.now() - (statSync(old, { throwIfNoEntry: false })?.mtimeMs ?? 0) > AN_HOUR) {
      rmSync(old, { recursive: true, force: true });
    }
  }
  const folder = mkdtempSync(join(CACHE, 'backend-'));
  cpSync(SAMPLE, folder, { recursive: true });
  return folder;
}

/** Other names in the blueprint: `schemas.UserIn` for `schemas.UserCreate`. */
export function renameInBlueprint(backend: string, names: Renames): void {
  const folder = join(backend, 'app/users');
  for (const each of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.py'),
  )) {
    const path = join(folder, each);
    const old = readFileSync(path, 'utf8');
    const renamed = Object.entries(names).reduce(
      (so, [from, to]) => so.replace(new RegExp(`\\b${from.replaceAll('.', '\\.')}\\b`, 'g'), to),
      old,
    );
    if (renamed !== old) writeFileSync(path, renamed);
  }
}

export type Renames = Readonly<Record<string, string>>;

/** What `yo backend-package NAME FIELD …` writes, and `backend-package:model` for each further model. */
export async function generate(backend: string, { name, fields, options, models = [] }: Command): Promise<void> {
  const written = [await writePackage(backend, name, fields, options)];
  for (const model of models) {
    written.push(await writeModel(backend, name, model));
  }
  const refused = written.filter((each) => !('folder' in each));
  if (refused.length > 0) throw new Error(`${name} is refused: ${refused.join(', ')}`);
}

const HANDLER = `

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse


@app.exception_handler(RequestValidationError)
async def answer_bad_body(_request: Request, error: RequestValidationError) -> JSONResponse:
    shown = ("type", "loc", "msg")
    return JSONResponse({"detail": [{key: each[key] for key in shown} for each in error.errors()]}, 422)
`;

/** FastAPI's own handler repeats what was refused, and fails itself where that is NaN or half a character. */
export function answerBadBodies(backend: string): void {
  appendFileSync(join(backend, 'app/main.py'), HANDLER);
}
