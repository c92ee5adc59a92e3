import { join } from 'node:path';
import { parse } from 'smol-toml';
import { BackendPackageError } from '../errors.js';
import { type Conventions, DEFAULT_CONVENTIONS, type Source } from './conventions.js';
import { type HostFiles, textOf } from './files.js';
import type { Host } from './locate.js';

/** The oldest Python that `requires-python` admits; without one, the oldest that is still maintained. */
function targetPython(files: HostFiles, host: Host): Conventions['python'] {
  const text = textOf(files, join(host.root, 'pyproject.toml'));
  if (text === undefined) return DEFAULT_CONVENTIONS.python;
  try {
    const project = parse(text)['project'] as { 'requires-python'?: unknown } | undefined;
    const lowest = /(?:>=|~=|==|\^)\s*(\d+)\.(\d+)/.exec(String(project?.['requires-python'] ?? ''));
    return lowest ? [Number(lowest[1]), Number(lowest[2])] : DEFAULT_CONVENTIONS.python;
  } catch {
    return DEFAULT_CONVENTIONS.python;
  }
}

const roles = ['deps.py', 'api.py', 'services.py', 'crud.py', 'models.py'];

function refuse(id: string, why: string): never {
  throw new BackendPackageError(
    3,
    `[${id}] ${why}\nThis version writes packages in the written standard's style only.`,
  );
}

/** Where the blueprint takes its session dependency from. */
function sessionSource(blueprint: ReadonlyMap<string, string>): Source {
  for (const [, text] of blueprint) {
    const found = /^from\s+([\w.]+)\s+import\s+(?:\([^)]*?\bget_db\b|[^(\n]*?\bget_db\b)(?!\s+as\b)/m.exec(text);
    if (found?.[1] !== undefined) return { module: found[1], name: 'get_db' };
  }
  return DEFAULT_CONVENTIONS.session;
}

/**
 * How the host writes its packages, as far as its blueprint shows it.
 *
 * @throws BackendPackageError(3) for a style that is not written yet
 */
export async function learnConventions(files: HostFiles, host: Host): Promise<Conventions> {
  const folder = join(host.packages, host.blueprint);
  const blueprint = new Map<string, string>();
  for (const role of roles) {
    const text = textOf(files, join(folder, role));
    if (text !== undefined) blueprint.set(role, text);
  }
  const database = textOf(files, join(host.packages, 'core', 'db.py'));
  if (database === undefined) {
    refuse('base-missing', `${join(host.packages, 'core', 'db.py')} is not there: no Base to inherit the models from.`);
  }
  for (const [role, text] of [...blueprint, ['../core/db.py', database] as const]) {
    if (/\bAsyncSession\b|\basync_sessionmaker\b/.test(text)) {
      refuse('session-async', `${join(folder, role)} uses an async session.`);
    }
    if (/\bSQLModel\b/.test(text)) refuse('orm-sqlmodel', `${join(folder, role)} uses SQLModel.`);
  }
  return { ...DEFAULT_CONVENTIONS, python: targetPython(files, host), session: sessionSource(blueprint) };
}
