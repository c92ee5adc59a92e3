/** What is known of a backend: its application, its packages with their models, where they are registered, its style. */
import { basename, dirname } from 'node:path';
import { reachAgain } from '../backend/backend.js';
import type { HostFlags } from '../backend/flags.js';
import { type MappedTable, mappedTables } from '../framework/mapped-models.js';
import { hostReader, type LearnedHost } from '../plan/learned-host.js';
import type { HostFiles } from '../project/files.js';
import { type ReadTexts, readTexts } from '../project/parsed-files.js';
import type { Refusal } from '../refusal.js';
import type { Style } from '../style/style-values.js';
import type { Host } from '../wiring/host.js';
import { calledIn, featuresOf, isTableOf } from './feature-parts.js';
import { type Finding, findingsOf } from './findings.js';
import { type InspectedModel, type InspectedPackage, inspectedModel } from './package.js';
import type { SpecOf } from './spec-of.js';

export type Inspection = {
  readonly host: Host;
  /** How new packages are written; the reason where none can be. */
  readonly style: Style | Refusal;
  readonly packages: readonly InspectedPackage[];
  /** Models outside of the packages. */
  readonly models: readonly InspectedModel[];
  readonly findings: readonly Finding[];
  /** What would ask for the packages, where that is wanted. */
  readonly spec?: SpecOf;
};

/** Reads the backend that is found from a folder, and every package of it as the blueprint is read. */
export async function inspect(
  files: HostFiles,
  start: string,
  flags: HostFlags,
  texts: ReadTexts = readTexts(),
): Promise<Inspection | readonly Refusal[]> {
  const read = hostReader(files, texts);
  const reading = await read(start, flags, { isWritten: true, asked: [] });
  if (!('host' in reading)) return reading;
  const { host, learned: style } = reading;
  const seen = reachAgain(host.code, host.app.path, host.byLayer === undefined ? 'folders' : 'layers');
  const tables = mappedTables(host.code);
  const found = seen === undefined ? [] : featuresOf(host.code, seen);
  const packages: InspectedPackage[] = [];
  for (const folder of found) {
    const name = basename(folder);
    const own =
      name === host.blueprint ? reading : await read(start, { ...flags, like: name }, { isWritten: true, asked: [] });
    packages.push(packageOf(folder, seen, tables, 'host' in own ? own : undefined, host));
  }
  const owned = new Set(packages.flatMap(({ tables: own }) => own));
  const models = tables.filter((table) => !owned.has(table)).map((table) => inspectedModel(table, host.code));
  const findings = findingsOf(host, packages, tables);
  return { host, style, packages, models, findings };
}

function packageOf(
  folder: string,
  seen: ReturnType<typeof reachAgain>,
  tables: readonly MappedTable[],
  own: LearnedHost | undefined,
  { code, blueprint, nothing }: Host,
): InspectedPackage {
  const features = seen?.features;
  const uses = (seen?.uses ?? []).filter(({ feature }) => feature === folder);
  const owned = tables.filter((each) => features !== undefined && isTableOf(each, features, folder));
  const { host, learned } = own ?? {};
  return {
    name: calledIn(features, folder, blueprint ?? ''),
    folder: features?.kind === 'layers' ? dirname(folder) : folder,
    isBlueprint: basename(folder) === blueprint,
    registered: uses.map(({ module, node }) => ({ path: module.path, line: node.line })),
    isDiscovered: nothing.routers?.id === 'discovered',
    host,
    conventions: learned === undefined || 'reason' in learned ? undefined : learned,
    models: owned.map((table) => inspectedModel(table, code)),
    tables: owned,
    files: (role) => features?.files(folder, role) ?? [],
  };
}
