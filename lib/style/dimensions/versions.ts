/** The oldest versions of the libraries that the host asks for, as [major, minor]; none where it leaves them open. */
import { importsFrom } from '../../framework/base-and-session.js';
import { type Admitted, admittedOf, isBefore, type Version } from '../../project/versions.js';
import { childOf, walk } from '../../python/syntax.js';
import type { Refusal } from '../../refusal.js';
import { type Dimension, refuse } from '../dimension.js';
import type { HostReading } from '../host-reading.js';

export type Library = 'fastapi' | 'pydantic' | 'sqlalchemy';

/**
 * The first version that every generated package was run on. Before 2.7 Pydantic cannot serialize with a function of its own
 * core, and FastAPI knows Pydantic 2 from 0.100.
 */
const NEEDED: readonly (readonly [library: Library, title: string, version: Version])[] = [
  ['fastapi', 'FastAPI', [0, 100]],
  ['pydantic', 'Pydantic', [2, 7]],
  ['sqlalchemy', 'SQLAlchemy', [2, 0]],
];

export const versions: Dimension<Readonly<Partial<Record<Library, Version>>>> = {
  id: 'versions',
  default: {},
  learn(host) {
    const { files, requiring, shown } = host;
    const found = new Map<Library, Admitted>();
    for (const [library, title, version] of NEEDED) {
      const admitted = admittedOf(files, requiring, library);
      if (admitted === undefined) continue;
      found.set(library, admitted);
      if (!isBefore(admitted, version)) continue;
      return {
        id: `versions-${library}`,
        status: 3,
        at: { path: admitted.path },
        reason: `The backend runs on ${title} ${(admitted.least ?? admitted.below ?? []).join('.')}; a package is written for ${title} ${version.join('.')} and newer.`,
        hint: `Upgrade ${title}, or write the package by hand.`,
      };
    }
    const old = oldPydantic(host, found.get('pydantic'));
    if (old !== undefined) return old;
    const value = Object.fromEntries([...found].flatMap(([library, { least }]) => (least ? [[library, least]] : [])));
    const at = [...found.values()][0]?.path;
    return { value, ...(at === undefined ? {} : { at: shown(at) }) };
  },
};

/** `class Config: orm_mode = True` is Pydantic 1, unless the host asks for version 2 and merely kept it. */
function oldPydantic({ blueprint, place }: HostReading, admitted: Admitted | undefined): Refusal | undefined {
  const all = blueprint?.all ?? [];
  for (const module of all) {
    const path = importsFrom(module, 'pydantic.v1');
    const line = module.imports.bindings.find((each) => each.path === path)?.statement.line ?? 1;
    if (path !== undefined) return refuse('versions-pydantic', place(module, line), 'Pydantic 1');
  }
  if ((admitted?.least?.[0] ?? 0) >= 2) return undefined;
  for (const module of all) {
    for (const node of walk(module.tree.root)) {
      if (node.type !== 'assignment' || childOf(node, 'left')?.text !== 'orm_mode') continue;
      return refuse('versions-pydantic', place(module, node.line), 'Pydantic 1');
    }
  }
  return undefined;
}
