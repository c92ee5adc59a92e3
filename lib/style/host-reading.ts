/** What every dimension of the style looks at: the host's modules, its blueprint, its base and its session. */
import { dirname, isAbsolute, relative } from 'node:path';
import { baseImport, type HostImport, isDeclarative, type Source } from '../framework/base-and-session.js';
import { sessionBehind, sessionImport, sessionIn } from '../framework/session-dependency.js';
import { MAKER_WORD, makerBehind, sessionMakersIn } from '../framework/session-maker.js';
import type { HostFiles } from '../project/files.js';
import type { Definition, Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { topOf } from '../project/project-root.js';
import { requiringFolders } from '../project/versions.js';
import type { RefusalPlace } from '../refusal.js';
import type { Host } from '../wiring/host.js';
import { type BlueprintModules, openBlueprint } from './blueprint-modules.js';

export type HostReading = {
  readonly files: HostFiles;
  readonly host: Host;
  readonly modules: Project;
  /** The folder above which no settings are looked for. */
  readonly top: string;
  /** The folders whose files say what the project needs. */
  readonly requiring: readonly string[];
  readonly blueprint: BlueprintModules | undefined;
  readonly base: HostImport | undefined;
  readonly session: HostImport | undefined;
  /** What the host pins as the dependency that gives the current user. */
  readonly pinnedBase: Source | undefined;
  readonly pinnedCaller: Source | undefined;
  /** A line as evidence: `app/users/models.py:12`. */
  at(module: Module, line: number): string;
  /** A line as a refusal gives it. */
  place(module: Module, line: number): RefusalPlace;
  /** A path as the person who runs the generator sees it. */
  shown(path: string): string;
};

/** What a host pins of where things are imported from. */
export type PinnedSources = { readonly base?: Source; readonly session?: Source; readonly caller?: Source };

export function readHost(files: HostFiles, host: Host, modules: Project, pinned: PinnedSources): HostReading {
  const blueprint = openBlueprint(files, host, modules);
  const top = topOf(files, host.root);
  const base = importPinned(modules, pinned.base) ?? findBase(host, modules, blueprint);
  const session = importPinned(modules, pinned.session) ?? findSession(blueprint, base, modules);
  // What is known of a library is in no file.
  const shown = (path: string): string => (isAbsolute(path) ? relative(host.project, path) : dirname(path)) || path;
  return {
    files,
    host,
    modules,
    top,
    requiring: requiringFolders(host.project, host.root, top),
    blueprint,
    base,
    session,
    pinnedBase: pinned.base,
    pinnedCaller: pinned.caller,
    at: ({ path }, line) => `${shown(path)}:${line}`,
    place: ({ path }, line) => ({ path, line }),
    shown,
  };
}

function importPinned(modules: Project, source: Source | undefined): HostImport | undefined {
  const definition = source && modules.define(`${source.module}.${source.name}`);
  return source && definition && { source, definition, module: definition.module, line: definition.node.line };
}

const STANDARD_SESSION = 'get_db';

/** The declarative base: the one of the blueprint's models, else that of what the tables are made or migrated with. */
function findBase(host: Host, modules: Project, blueprint: BlueprintModules | undefined): HostImport | undefined {
  const models = blueprint?.of('models') ?? [];
  const own = blueprint && baseImport(models.length > 0 ? models : blueprint.all, modules);
  if (own !== undefined) return own;
  // Models by layer: those that the files for models import.
  for (const { path } of blueprint === undefined ? [] : host.models) {
    for (const binding of modules.at(path)?.imports.bindings ?? []) {
      const owner = modules.define(binding.path)?.module;
      const found = owner && baseImport([owner], modules);
      if (found !== undefined) return found;
    }
  }
  const module = host.importRoot === '' ? 'core.db' : `${host.importRoot}.core.db`;
  const definition = modules.define(`${module}.Base`);
  if (definition === undefined || !isDeclarative(definition, modules)) return undefined;
  return { source: { module, name: 'Base' }, definition, module: definition.module, line: definition.node.line };
}

/** Where the session comes from: what the blueprint depends on, else what the base's module has. */
function findSession(
  blueprint: BlueprintModules | undefined,
  base: HostImport | undefined,
  modules: Project,
): HostImport | undefined {
  const found = blueprint && sessionImport(blueprint.all, modules);
  if (found !== undefined) return openedInPackage(blueprint, found, modules) ?? found;
  for (const module of blueprint?.all ?? []) {
    const binding = module.imports.bindings.find(({ path }) => path.endsWith(`.${STANDARD_SESSION}`));
    if (binding === undefined) continue;
    const source = { module: binding.path.slice(0, -STANDARD_SESSION.length - 1), name: STANDARD_SESSION };
    return { source, definition: modules.define(binding.path), module, line: binding.statement.line };
  }
  const maker = findMaker(blueprint, base, modules);
  const opened = new RegExp(`\\bwith\\s+(?:\\w+\\.)*${maker?.source.name}\\(`);
  // What the blueprint opens goes before a dependency that it does not use.
  if (maker !== undefined && blueprint?.all.some(({ source }) => opened.test(source))) return maker;
  const behind = blueprint && sessionBehind(blueprint.all, modules, blueprint.has);
  if (behind !== undefined) return behind;
  const owner = base?.definition?.module;
  const name = owner && sessionIn(owner);
  if (owner === undefined || name === undefined) return maker;
  const definition = modules.define(`${owner.module}.${name}`);
  return { source: { module: owner.module, name }, definition, module: owner, line: definition?.node.line ?? 1 };
}

/** The maker that a dependency of the blueprint's own opens, as each router of the host has one: a new package has its own, too. */
function openedInPackage(
  blueprint: BlueprintModules | undefined,
  found: HostImport,
  modules: Project,
): HostImport | undefined {
  if (blueprint?.has(found.source.module) !== true) return undefined;
  const definition = makerBehind(found.definition, modules);
  if (definition?.name === undefined || blueprint.has(definition.module.module)) return undefined;
  return { ...found, source: { module: definition.module.module, name: definition.name, opens: true }, definition };
}

/**
 * The maker of sessions of a host with a blueprint that opens its sessions where it uses them, as a DAO does. Of several it
 * is the one that the blueprint and what it imports open most: a second one may be for background tasks.
 */
function findMaker(
  blueprint: BlueprintModules | undefined,
  base: HostImport | undefined,
  modules: Project,
): HostImport | undefined {
  if (blueprint === undefined) return undefined;
  const beside = base?.definition === undefined ? [] : sessionMakersIn(base.definition.module);
  const paths = beside.length > 0 ? [] : modules.mentioning(modules.root, MAKER_WORD);
  const makers = [...beside, ...paths.flatMap((path) => modules.at(path) ?? []).flatMap(sessionMakersIn)];
  const imported = blueprint.all.flatMap(({ imports }) =>
    imports.bindings.flatMap(({ path }) => modules.define(path)?.module ?? []),
  );
  const texts = [...new Set([...blueprint.all, ...imported])].map(({ source }) => source).join('\n');
  const opened = ({ name }: Definition): number =>
    texts.match(new RegExp(`\\bwith\\s+(?:\\w+\\.)*${name}\\(`, 'g'))?.length ?? 0;
  const [definition, other] = [...makers].sort((left, right) => opened(right) - opened(left));
  if (definition?.name === undefined) return undefined;
  if (other !== undefined && opened(other) >= opened(definition)) return undefined;
  const { module, name, node } = definition;
  return { source: { module: module.module, name, opens: true }, definition, module, line: node.line };
}
