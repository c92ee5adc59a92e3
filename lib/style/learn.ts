import { join, relative } from 'node:path';
import { parse } from 'smol-toml';
import { baseTaken, isDeclarative, sessionIn, sessionTaken, type Taken } from '../framework/base-and-session.js';
import { type HostFiles, textOf } from '../project/files.js';
import { lineLengthOf } from '../project/line-length.js';
import type { Project } from '../project/project.js';
import type { Host } from '../wiring/host.js';
import { exportsOf, moduleNames, openParts, type Parts } from './blueprint-modules.js';
import { type Conventions, DEFAULT_CONVENTIONS, type Source } from './conventions.js';
import { habitsOf } from './prefix-and-tags.js';
import { securityOf } from './security.js';
import { dialectOf, type StyleRefusal, styleRefusal } from './unsupported.js';

export type { StyleRefusal } from './unsupported.js';

/** The oldest Python that `requires-python` admits; without one the default. */
function targetPython(files: HostFiles, host: Host): Conventions['python'] {
  const text = textOf(files, join(host.project, 'pyproject.toml'));
  if (text === undefined) return DEFAULT_CONVENTIONS.python;
  try {
    const { project, tool } = parse(text) as {
      readonly project?: { readonly 'requires-python'?: unknown };
      readonly tool?: { readonly poetry?: { readonly dependencies?: { readonly python?: unknown } } };
    };
    const asked = project?.['requires-python'] ?? tool?.poetry?.dependencies?.python ?? '';
    const lowest = /(?:>=|~=|==|\^|~|^)\s*(\d+)\.(\d+)/.exec(String(asked));
    return lowest ? [Number(lowest[1]), Number(lowest[2])] : DEFAULT_CONVENTIONS.python;
  } catch {
    // A broken pyproject.toml shows nothing; the host's own tools say what is wrong with it.
    return DEFAULT_CONVENTIONS.python;
  }
}

const inRoot = (host: Host, dotted: string): string =>
  host.importRoot === '' ? dotted : `${host.importRoot}.${dotted}`;

/** The declarative base: the one of the blueprint's models, else that of what the tables are made or migrated with. */
function findBase(host: Host, modules: Project, parts: Parts | undefined): Taken | undefined {
  const own = parts && baseTaken(parts.of('models').length > 0 ? parts.of('models') : parts.all, modules);
  if (own !== undefined) return own;
  // Models by layer: those that the files for models import.
  for (const { path } of parts === undefined ? [] : host.models) {
    for (const binding of modules.at(path)?.imports.bindings ?? []) {
      const owner = modules.define(binding.path)?.module;
      const taken = owner && baseTaken([owner], modules);
      if (taken !== undefined) return taken;
    }
  }
  const standard = inRoot(host, 'core.db.Base');
  const definition = modules.define(standard);
  if (definition === undefined || !isDeclarative(definition, modules)) return undefined;
  const source = { module: standard.slice(0, -'.Base'.length), name: 'Base' };
  return { source, definition, module: definition.module, line: definition.node.line };
}

/** Where the session comes from: what the blueprint depends on, else what the base's module has. */
function findSession(parts: Parts | undefined, base: Taken, modules: Project): Taken | undefined {
  const taken = parts && sessionTaken(parts.all, modules);
  if (taken !== undefined) return taken;
  const { name } = DEFAULT_CONVENTIONS.session;
  for (const module of parts?.all ?? []) {
    const binding = module.imports.bindings.find(({ path }) => path.endsWith(`.${name}`));
    if (binding === undefined) continue;
    const source = { module: binding.path.slice(0, -name.length - 1), name };
    return { source, definition: modules.define(binding.path), module, line: binding.statement.line };
  }
  const owner = base.definition?.module;
  const found = owner && sessionIn(owner);
  if (owner === undefined || found === undefined) return undefined;
  const definition = modules.define(`${owner.module}.${found}`);
  return { source: { module: owner.module, name: found }, definition, module: owner, line: definition?.node.line ?? 1 };
}

/** Whether a source can be imported as it stands: a name of a module that is no part of the blueprint. */
function sourceProblem(taken: Taken, what: string, parts: Parts | undefined): StyleRefusal | undefined {
  const { definition, module, line, source } = taken;
  const where = parts?.at(module, line) ?? module.path;
  if (definition !== undefined && definition.rest.length > 0) {
    return styleRefusal(`${what}-of-object`, where, `${source.module}.${source.name}, which is a part of an object`);
  }
  if (parts !== undefined && `${source.module}.`.startsWith(`${parts.package}.`)) {
    return styleRefusal(`${what}-in-package`, where, `${source.name}, which the package defines for itself`);
  }
  return undefined;
}

/** How the host writes its packages, as far as its blueprint shows it. */
export async function learnConventions(files: HostFiles, host: Host): Promise<Conventions | StyleRefusal> {
  const modules = host.code;
  const parts = openParts(files, host, modules);
  const base = findBase(host, modules, parts);
  const session = base && findSession(parts, base, modules);
  if (parts !== undefined) {
    const problem = dialectOf(files, host, parts, base, session ?? (parts && sessionTaken(parts.all, modules)));
    if (problem !== undefined) return problem;
  }
  if (base === undefined) {
    const shown =
      parts === undefined
        ? join(relative(host.root, host.packages), 'core/db.py')
        : relative(host.project, parts.folder);
    return { id: 'base-missing', reason: `[base-missing] ${shown} has no Base that the models could inherit from.` };
  }
  if (session === undefined) {
    const shown = parts === undefined ? host.packages : relative(host.project, parts.folder);
    return {
      id: 'session-missing',
      reason: `[session-missing] ${shown} shows no dependency that brings a database session.`,
    };
  }
  const unusable = sourceProblem(base, 'base', parts) ?? sourceProblem(session, 'session', parts);
  if (unusable !== undefined) return unusable;
  if (host.nothing.models?.id === 'in-package') {
    return styleRefusal('create-all-in-package', host.nothing.models.at ?? '', 'a create_all in the package itself');
  }
  return {
    ...written(files, host, base.source, session.source),
    ...learned(files, host, modules, parts, base, session),
  };
}

function written(files: HostFiles, host: Host, base: Source, session: Source): Conventions {
  return {
    ...DEFAULT_CONVENTIONS,
    python: targetPython(files, host),
    importRoot: host.importRoot,
    base,
    session,
    app: host.appName,
    lineLength: lineLengthOf(files, host),
    guardsAbove: host.guards,
  };
}

/** What only a blueprint can show. */
function learned(
  files: HostFiles,
  host: Host,
  modules: Project,
  parts: Parts | undefined,
  base: Taken,
  session: Taken,
): Partial<Conventions> {
  if (parts === undefined) return {};
  const places = host.routers.flatMap(({ path }) => modules.at(path) ?? []);
  const habits = habitsOf(parts, host.gives, places, modules);
  const security = securityOf(parts, host.gives, modules);
  const guard = security.guards[0];
  return {
    modules: moduleNames(files, parts),
    router: host.gives[0]?.name ?? DEFAULT_CONVENTIONS.router,
    exports: exportsOf(parts),
    prefix: habits.prefix,
    tags: habits.tags,
    security,
    evidence: {
      base: parts.at(base.module, base.line),
      session: parts.at(session.module, session.line),
      ...(habits.prefixAt === undefined ? {} : { prefix: habits.prefixAt }),
      ...(guard === undefined ? {} : { security: guard.at }),
    },
  };
}
