import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '..');

/** Where a file of ours belongs: the longest of these folders or files that holds it. */
const PLACES = [
  'lib/errors.ts',
  'lib/spec',
  'lib/python',
  'lib/host',
  'lib/registration',
  'lib/package',
  'lib/plan',
  'generators/api.ts',
  'generators/cli.ts',
  'generators/app',
  'generators/model',
  'generators/yeoman',
] as const;

type Place = (typeof PLACES)[number];

/** What each place may import of ours besides itself. */
const WALLS: Readonly<Record<Place, readonly (Place | 'lib/host/conventions.ts')[]>> = {
  'lib/errors.ts': [],
  'lib/spec': ['lib/errors.ts'],
  'lib/python': [],
  'lib/host': ['lib/python', 'lib/errors.ts'],
  'lib/registration': ['lib/host', 'lib/spec', 'lib/python', 'lib/errors.ts'],
  'lib/package': ['lib/spec', 'lib/python', 'lib/host/conventions.ts'],
  'lib/plan': ['lib/errors.ts', 'lib/spec', 'lib/python', 'lib/host', 'lib/registration', 'lib/package'],
  'generators/api.ts': ['generators/app', 'generators/model', 'lib/errors.ts'],
  'generators/cli.ts': ['generators/app', 'generators/model', 'lib/errors.ts'],
  'generators/app': ['generators/model', 'generators/yeoman', ...libraries()],
  'generators/model': ['generators/yeoman', ...libraries()],
  'generators/yeoman': libraries(),
};

function libraries(): Place[] {
  return PLACES.filter((place) => place.startsWith('lib/'));
}

/** What the engine may not touch: it is functions from values to values. */
const WORLD = /^(node:(?!path$|v8$|url$|module$)|fs$|mem-fs|yeoman|@yeoman|yosay)/;

const sources = ['lib', 'generators'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`),
);

function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/(?:^(?:import|export)\s[^;]*?from\s+|^import\s+|\bimport\()['"]([^'"]+)['"]/gm)].flatMap(
    (match) => match[1] ?? [],
  );
}

const placeOf = (file: string): Place | undefined =>
  PLACES.find((place) => file === place || file.startsWith(`${place}/`));

const ours = (file: string, target: string): string | undefined =>
  target.startsWith('.') ? relative(root, join(root, dirname(file), target)).replace(/\.js$/, '.ts') : undefined;

describe('the walls of the house', () => {
  test.each(sources)('%s imports only what its place may', (file) => {
    const place = placeOf(file);
    expect(place).toBeDefined();
    if (place === undefined) return;
    const forbidden = importsOf(file).filter((target) => {
      const path = ours(file, target);
      if (path === undefined) return place.startsWith('lib/') && WORLD.test(target);
      return placeOf(path) !== place && !WALLS[place].some((each) => path === each || path.startsWith(`${each}/`));
    });
    expect(forbidden).toEqual([]);
  });

  test('only one module knows the parser, and only one the formatter', () => {
    const importers = (library: string): readonly string[] =>
      sources.filter((file) => importsOf(file).some((target) => target.startsWith(library)));
    expect(importers('web-tree-sitter')).toEqual(['lib/python/syntax.ts']);
    expect(importers('@wasm-fmt/ruff_fmt')).toEqual(['lib/python/format.ts']);
  });

  test('a file called index is a generator', () => {
    const indexes = sources.filter((file) => file.endsWith('/index.ts'));
    expect(indexes.sort()).toEqual(['generators/app/index.ts', 'generators/model/index.ts']);
  });

  test('a module stays short', () => {
    const long = sources.filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 230);
    expect(long).toEqual([]);
  });
});
