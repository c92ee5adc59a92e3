/** What a host pins of its style in `[tool.backend-package]` of its pyproject.toml, checked like any other input. */
import { relative } from 'node:path';
import type { Source } from '../framework/base-and-session.js';
import { didYouMean } from '../naming/did-you-mean.js';
import type { HostFiles } from '../project/files.js';
import { topOf } from '../project/project-root.js';
import { toolSettings } from '../project/settings.js';
import type { Refusal } from '../refusal.js';
import type { Host } from '../wiring/host.js';
import type { Dimension } from './dimension.js';
import { base } from './dimensions/base.js';
import { caller } from './dimensions/caller.js';
import { session } from './dimensions/session.js';
import type { PinnedSources } from './host-reading.js';

export type Pins = {
  /** The values that are not learned any more, by the ids of their dimensions. */
  readonly values: ReadonlyMap<string, unknown>;
  /** What is imported from the host is pinned too, and still looked at. */
  readonly sources: PinnedSources;
  /** The file that says so, as seen from the project. */
  readonly at: string;
};

/** The dimensions whose pins name something to import. */
const SOURCES: readonly {
  readonly key: keyof PinnedSources;
  readonly id: string;
  source(given: unknown): Source | undefined;
}[] = [
  { key: 'base', id: base.id, source: (given) => base.pin?.read(given) },
  { key: 'session', id: session.id, source: (given) => session.pin?.read(given) },
  { key: 'caller', id: caller.id, source: (given) => caller.pin?.read(given)?.source },
];

export function readPins(
  files: HostFiles,
  host: Host,
  dimensions: Readonly<Record<string, Dimension<unknown>>>,
): Pins | Refusal {
  const found = toolSettings(files, host.project, topOf(files, host.root), 'backend-package');
  const all = Object.values(dimensions).filter(({ pin }) => pin !== undefined);
  const values = new Map<string, unknown>();
  const sources: { -readonly [Each in keyof PinnedSources]: PinnedSources[Each] } = {};
  for (const [id, given] of Object.entries(found?.value ?? {})) {
    const pin = all.find((dimension) => dimension.id === id)?.pin;
    const refused = (reason: string, hint?: string): Refusal => ({
      id: 'pin-invalid',
      status: 3,
      at: { path: found?.path ?? host.project },
      reason: `[tool.backend-package]: ${reason}`,
      ...(hint === undefined ? {} : { hint }),
    });
    if (pin === undefined) {
      const ids = all.map((dimension) => dimension.id);
      return refused(`${id} is no setting.${didYouMean(id, ids)}`, `Settings: ${[...ids].sort().join(', ')}.`);
    }
    const value = pin.read(given);
    if (value === undefined) return refused(`${id} is ${JSON.stringify(given)} and not ${pin.expects}.`);
    const named = SOURCES.find((each) => each.id === id);
    const source = named?.source(given);
    if (source !== undefined && host.code.define(`${source.module}.${source.name}`) === undefined) {
      return refused(`${id} names ${source.name} of ${source.module}, which the backend does not define.`);
    }
    if (named === undefined || source === undefined) values.set(id, value);
    else sources[named.key] = source;
  }
  return { values, sources, at: found === undefined ? '' : relative(host.project, found.path) };
}
