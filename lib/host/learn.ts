import { join, relative } from 'node:path';
import { parse } from 'smol-toml';
import { readImports } from '../python/imports.js';
import { loadParser } from '../python/syntax.js';
import { type Conventions, DEFAULT_CONVENTIONS, type Source } from './conventions.js';
import { type HostFiles, textOf } from './files.js';
import type { Host } from './locate.js';

/** A style that is not written yet; `id` never changes. */
export type StyleRefusal = { readonly id: string; readonly reason: string };

const ROLES = ['deps.py', 'api.py', 'services.py', 'crud.py', 'models.py'];

/** The oldest Python that `requires-python` admits; without one the default. */
function targetPython(files: HostFiles, host: Host): Conventions['python'] {
  const text = textOf(files, join(host.root, 'pyproject.toml'));
  if (text === undefined) return DEFAULT_CONVENTIONS.python;
  try {
    const project = parse(text)['project'] as { 'requires-python'?: unknown } | undefined;
    const lowest = /(?:>=|~=|==|\^)\s*(\d+)\.(\d+)/.exec(String(project?.['requires-python'] ?? ''));
    return lowest ? [Number(lowest[1]), Number(lowest[2])] : DEFAULT_CONVENTIONS.python;
  } catch {
    // A broken pyproject.toml shows nothing; the host's own tools say what is wrong with it.
    return DEFAULT_CONVENTIONS.python;
  }
}

/** Where the blueprint takes its session dependency from. */
async function sessionSource(blueprint: ReadonlyMap<string, string>, module: string): Promise<Source> {
  const { name } = DEFAULT_CONVENTIONS.session;
  const parser = await loadParser();
  for (const [path, text] of blueprint) {
    const role = path.slice(path.lastIndexOf('/') + 1, -'.py'.length);
    const imports = readImports(parser.parse(text), { name: `${module}.${role}`, isPackage: false });
    const binding = imports.bindings.find((each) => each.path.endsWith(`.${name}`));
    if (binding !== undefined) return { module: binding.path.slice(0, -name.length - 1), name };
  }
  return DEFAULT_CONVENTIONS.session;
}

function styleProblem(path: string, text: string): StyleRefusal | undefined {
  const refused = (id: string, uses: string): StyleRefusal => ({
    id,
    reason: `[${id}] ${path} uses ${uses}. This version writes packages in the written standard's style only.`,
  });
  if (/\bAsyncSession\b|\basync_sessionmaker\b|\basync def get_db\b/.test(text)) {
    return refused('session-async', 'an async session');
  }
  return /\bSQLModel\b/.test(text) ? refused('orm-sqlmodel', 'SQLModel') : undefined;
}

/** How the host writes its packages, as far as its blueprint shows it. */
export async function learnConventions(files: HostFiles, host: Host): Promise<Conventions | StyleRefusal> {
  const read = (path: string): string | undefined => textOf(files, join(host.packages, path));
  const blueprint = new Map<string, string>();
  for (const role of ROLES) {
    const text = read(`${host.blueprint}/${role}`);
    if (text !== undefined) blueprint.set(`${host.blueprint}/${role}`, text);
  }
  const database = 'core/db.py';
  const text = read(database);
  const shown = relative(host.root, join(host.packages, database));
  if (text === undefined || !/^\s*class Base\b|^\s*Base\s*[:=]|\bimport\b.*\bBase\b/m.test(text)) {
    return { id: 'base-missing', reason: `[base-missing] ${shown} has no Base that the models could inherit from.` };
  }
  for (const [path, source] of [...blueprint, [database, text] as const]) {
    const problem = styleProblem(relative(host.root, join(host.packages, path)), source);
    if (problem !== undefined) return problem;
  }
  const session = await sessionSource(blueprint, `${host.importRoot}.${host.blueprint}`);
  return { ...DEFAULT_CONVENTIONS, python: targetPython(files, host), session };
}
