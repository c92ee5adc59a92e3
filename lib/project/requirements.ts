/** What a project asks for, in whatever file its tools list it. */
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { anyTextOf, type HostFiles } from './files.js';
import { rememberedFor } from './remembered.js';

/** Whether the backend asks for a package, and the files that were read for it. */
export type RequirementSearch = { readonly isListed: boolean; readonly files: readonly string[] };

/** A package by its normalized name (PEP 503), and the extras of other packages that bring it. */
export type Requirement = { readonly name: string; readonly broughtBy: Readonly<Record<string, RegExp>> };

export const EMAIL_VALIDATOR: Requirement = {
  name: 'email-validator',
  broughtBy: { fastapi: /^(all|standard.*)$/, 'fastapi-slim': /^(all|standard.*)$/, pydantic: /^email$/ },
};

export const AIOSQLITE: Requirement = { name: 'aiosqlite', broughtBy: { sqlalchemy: /^aiosqlite$/ } };

const LOCKS = ['uv.lock', 'poetry.lock', 'pdm.lock', 'pylock.toml', 'Pipfile.lock'];

/** Looks where a Python project lists what it needs: in `root`, and where nothing is listed there in the folder above. */
export function findRequirement(files: HostFiles, root: string, wanted: Requirement): RequirementSearch {
  for (const folder of [root, join(root, '..')]) {
    const texts = listings(files, folder);
    if (texts.length === 0) continue;
    const isListed = texts.some((listing) => lists(listing, wanted));
    return { isListed, files: texts.map(({ path }) => path) };
  }
  return { isListed: false, files: [] };
}

/** A file that lists what is needed. A lock file is long, and it is asked for many packages. */
type Listing = {
  readonly name: string;
  readonly path: string;
  readonly text: string;
  specs(): readonly string[];
};

const listings = rememberedFor((files: HostFiles, folder): readonly Listing[] => {
  const isRequirements = (name: string): boolean => /^requirements.*\.(txt|in)$/.test(name);
  const names = files.list(folder);
  const wanted = ['pyproject.toml', 'setup.cfg', 'setup.py', 'Pipfile', ...LOCKS];
  const paths = [
    ...names.filter((name) => wanted.includes(name) || isRequirements(name)),
    ...files
      .list(join(folder, 'requirements'))
      .flatMap((name) => (/\.(txt|in)$/.test(name) ? `requirements/${name}` : [])),
  ];
  return paths.flatMap((name) => {
    const path = join(folder, name);
    const text = anyTextOf(files, path);
    if (text === undefined) return [];
    let specs: readonly string[] | undefined;
    return {
      name,
      path,
      text,
      specs() {
        specs ??= specsOf(name, text);
        return specs;
      },
    };
  });
});

function lists(listing: Listing, wanted: Requirement): boolean {
  if (listing.name === 'Pipfile.lock') return new RegExp(`"${wanted.name}"\\s*:`).test(listing.text);
  return listing.specs().some((spec) => brings(spec, wanted));
}

function specsOf(name: string, text: string): readonly string[] {
  if (LOCKS.includes(name)) return lockedSpecs(text);
  return /\.toml$|^Pipfile$/.test(name) ? tomlSpecs(text) : lineSpecs(text);
}

/** Whether `email_validator>=2` or `pydantic[email,timezone]>=2` brings the package. */
function brings(spec: string, wanted: Requirement): boolean {
  const match = /^\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[([^\]]*)\])?/.exec(spec);
  const name = (match?.[1] ?? '').toLowerCase().replace(/[._-]+/g, '-');
  const extra = wanted.broughtBy[name];
  const extras = (match?.[2] ?? '').split(',').map((each) => each.trim());
  return name === wanted.name || (extra !== undefined && extras.some((each) => extra.test(each)));
}

/** The lines of a requirements file or a `setup.cfg`, and the strings of a `setup.py`; comments left out. */
function lineSpecs(text: string): readonly string[] {
  return text.split(/\r\n|\n|\r/).flatMap((line) => {
    const code = line.replace(/(^|\s)#.*$/, '');
    return [code, ...[...code.matchAll(/["']([^"']+)["']/g)].map((match) => match[1] ?? '')];
  });
}

/**
 * Every string and every key below a table with dependencies or packages in its name: that is how pyproject.toml
 * (PEP 621, PEP 735, Poetry, PDM, uv), Pipfile and the lock files list them.
 */
function tomlSpecs(text: string): readonly string[] {
  try {
    return below(parse(text), false);
  } catch {
    // A broken file shows nothing; the host's own tools say what is wrong with it.
    return [];
  }
}

/** The packages that a lock file has. What each of them could be asked to bring, too, is not installed. */
function lockedSpecs(text: string): readonly string[] {
  try {
    const { package: one, packages } = parse(text);
    return [one, packages].flatMap((each) => (Array.isArray(each) ? each : [])).flatMap(lockedSpec);
  } catch {
    return [];
  }
}

function lockedSpec(each: unknown): readonly string[] {
  if (typeof each !== 'object' || each === null || !('name' in each) || typeof each.name !== 'string') return [];
  const extras = 'extras' in each && Array.isArray(each.extras) ? each.extras : [];
  return [`${each.name}[${extras.join(',')}]`];
}

function below(value: unknown, isListing: boolean): readonly string[] {
  if (typeof value === 'string') return isListing ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((each) => below(each, isListing));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => {
    if (!isListing) return below(each, /dependencies|dependency-groups|^(dev-)?packages?$/.test(key));
    const extras = each !== null && typeof each === 'object' && 'extras' in each ? each.extras : undefined;
    return [`${key}${Array.isArray(extras) ? `[${extras.join(',')}]` : ''}`, ...below(each, true)];
  });
}
