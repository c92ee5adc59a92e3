/** The oldest versions of the libraries that the host asks for, as [major, minor]; none where it leaves them open. */
import { type Admitted, admittedOf, isBefore, isOlder, type Version } from '../../project/versions.js';
import type { Dimension } from '../dimension.js';
import { type PydanticMajor, required } from './pydantic.js';

export type Library = 'fastapi' | 'pydantic' | 'sqlalchemy';

type Needed = readonly (readonly [library: Library, title: string, version: Version])[];

/** The first versions that generated packages were run on, by Pydantic: FastAPI knows Pydantic 2 from 0.100. */
const NEEDED: Readonly<Record<PydanticMajor, Needed>> = {
  1: [
    ['fastapi', 'FastAPI', [0, 79]],
    ['pydantic', 'Pydantic', [1, 9]],
    ['sqlalchemy', 'SQLAlchemy', [1, 4]],
  ],
  2: [
    ['fastapi', 'FastAPI', [0, 100]],
    ['pydantic', 'Pydantic', [2, 0]],
    ['sqlalchemy', 'SQLAlchemy', [1, 4]],
  ],
};

/** What an upper bound alone is taken for, where it admits that: `sqlalchemy<2.1` is no SQLAlchemy 1.4. */
const ASSUMED: Readonly<Partial<Record<Library, Version>>> = { sqlalchemy: [2, 0] };

/** The first versions that lack nothing which a package is written with. */
const WHOLE: Readonly<Partial<Record<Library, Version>>> = { pydantic: [2, 8], sqlalchemy: [2, 1] };

/**
 * The oldest version that a package is written for. Where a Pydantic that lacks nothing is admitted, what only older ones
 * lack is written: nobody stays on an older one by chance.
 */
function oldest(library: Library, admitted: Admitted, first: Version): Version | undefined {
  const { least } = admitted;
  // On Pydantic 1 every version of it is written for alike.
  const whole = library === 'pydantic' && first[0] === 1 ? undefined : WHOLE[library];
  const isLacking = whole !== undefined && isBefore(admitted, whole);
  if (least === undefined) {
    const assumed = ASSUMED[library];
    return isLacking ? (assumed === undefined || isBefore(admitted, assumed) ? first : assumed) : undefined;
  }
  const isOpen = library === 'pydantic' && whole !== undefined && least[0] === whole[0] && !isLacking;
  return isOpen && isOlder(least, whole) ? whole : least;
}

/** `SQLAlchemy 1.3` where a least version is asked for, else only what it is older than. */
function seen(title: string, { least, below }: Admitted): string {
  return least === undefined ? `a ${title} before ${below?.join('.')}` : `${title} ${least.join('.')}`;
}

export const versions: Dimension<Versions> = {
  id: 'versions',
  default: {},
  learn(host) {
    const { files, requiring, shown } = host;
    const found = new Map<Library, Version | undefined>();
    let at: string | undefined;
    for (const [library, title, version] of NEEDED[required(host)?.value ?? 2]) {
      const admitted = admittedOf(files, requiring, library);
      if (admitted === undefined) continue;
      found.set(library, oldest(library, admitted, version));
      at ??= shown(admitted.path);
      if (!isBefore(admitted, version)) continue;
      return {
        id: `versions-${library}`,
        status: 3,
        at: { path: admitted.path },
        reason: `The backend runs on ${seen(title, admitted)}; a package is written for ${title} ${version.join('.')} and newer.`,
        hint: `Upgrade ${title}, or write the package by hand.`,
      };
    }
    const value = Object.fromEntries([...found].flatMap(([library, each]) => (each ? [[library, each]] : [])));
    return { value, ...(at === undefined ? {} : { at }) };
  },
};

type Versions = Readonly<Partial<Record<Library, Version>>>;

/** Whether FastAPI reads what stands in `Annotated`. */
export const readsAnnotated = ({ fastapi }: Versions): boolean => fastapi === undefined || !isOlder(fastapi, [0, 95]);

/** Whether what a handler says that it returns is what FastAPI answers. */
export const readsReturnTypes = ({ fastapi }: Versions): boolean => fastapi === undefined || !isOlder(fastapi, [0, 89]);

/** Whether the host may run on SQLAlchemy 1.4. */
export const mayRunAlchemy1 = ({ sqlalchemy }: Versions): boolean => sqlalchemy !== undefined && sqlalchemy[0] < 2;

/** Whether the host may run on a SQLAlchemy that writes `DEFAULT now()`, of which SQLite wants the call in parentheses. */
export const mayWriteBareCalls = ({ sqlalchemy }: Versions): boolean =>
  sqlalchemy !== undefined && isOlder(sqlalchemy, [2, 1]);
