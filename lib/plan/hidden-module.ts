/** A new package that would hide a module of Python or of what is installed, where packages are imported at top level. */
import type { HostFiles } from '../project/files.js';
import { findRequirement } from '../project/requirements.js';
import { isStandardLibrary } from '../python/standard-library.js';
import type { Refusal } from '../refusal.js';
import type { Host } from '../wiring/host.js';

/** What every backend of this kind has installed, whether it lists it or not. */
const ALWAYS: ReadonlySet<string> = new Set(
  'alembic annotated_types anyio click dotenv email_validator fastapi greenlet h11 httpx httpx2 idna multipart pip pydantic pydantic_core pydantic_settings pytest setuptools sniffio sqlalchemy starlette typing_extensions uvicorn yaml'.split(
    ' ',
  ),
);

/** Distributions that are imported by another name. */
const LISTED_AS: ReadonlyMap<string, string> = new Map([
  ['attr', 'attrs'],
  ['bs4', 'beautifulsoup4'],
  ['dateutil', 'python-dateutil'],
  ['jose', 'python-jose'],
  ['jwt', 'pyjwt'],
  ['magic', 'python-magic'],
  ['slugify', 'python-slugify'],
]);

export function hiddenModuleProblem(
  files: HostFiles,
  { root, importRoot }: Pick<Host, 'root' | 'importRoot'>,
  name: string,
): Refusal | undefined {
  if (importRoot !== '') return undefined;
  const refused = (what: string): Refusal => ({
    id: 'package-hides-module',
    status: 2,
    reason: `The packages of this backend are imported at the top level (import ${name}), so ${name} would hide ${what}.`,
    hint: 'Choose another name for the package.',
  });
  if (isStandardLibrary(name)) return refused(`Python's own module ${name}`);
  if (ALWAYS.has(name)) return refused(`the installed package ${name}`);
  const listed = LISTED_AS.get(name) ?? name.replaceAll('_', '-');
  const search = findRequirement(files, root, { name: listed, broughtBy: {} });
  return search.isListed ? refused(`${listed}, which the backend requires`) : undefined;
}
