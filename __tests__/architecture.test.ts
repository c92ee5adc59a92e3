import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '..');

/** Where a file of ours belongs: the longest of these folders or files that holds it. */
const PLACES = [
  'lib/refusal.ts',
  'lib/naming',
  'lib/python',
  'lib/project',
  'lib/framework',
  'lib/request',
  'lib/backend',
  'lib/wiring',
  'lib/style',
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
const WALLS: Readonly<Record<Place, readonly Place[]>> = {
  'lib/refusal.ts': [],
  'lib/naming': [],
  'lib/python': [],
  'lib/project': ['lib/python', 'lib/refusal.ts'],
  'lib/framework': ['lib/project', 'lib/python', 'lib/refusal.ts'],
  'lib/request': ['lib/naming', 'lib/refusal.ts'],
  'lib/backend': ['lib/framework', 'lib/project', 'lib/python', 'lib/naming', 'lib/refusal.ts'],
  'lib/wiring': ['lib/backend', 'lib/framework', 'lib/project', 'lib/python', 'lib/naming', 'lib/refusal.ts'],
  'lib/style': [
    'lib/wiring',
    'lib/backend',
    'lib/framework',
    'lib/project',
    'lib/python',
    'lib/naming',
    'lib/refusal.ts',
  ],
  'lib/registration': ['lib/wiring', 'lib/framework', 'lib/project', 'lib/naming', 'lib/python', 'lib/refusal.ts'],
  'lib/package': ['lib/style', 'lib/request', 'lib/naming', 'lib/python', 'lib/refusal.ts'],
  'lib/plan': libraries(),
  'generators/api.ts': ['generators/app', 'generators/model', 'lib/refusal.ts'],
  'generators/cli.ts': ['generators/app', 'generators/model', 'generators/yeoman', 'lib/refusal.ts'],
  'generators/app': [
    'generators/model',
    'generators/yeoman',
    'lib/plan',
    'lib/request',
    'lib/naming',
    'lib/refusal.ts',
  ],
  'generators/model': ['generators/yeoman', 'lib/plan', 'lib/request', 'lib/naming', 'lib/refusal.ts'],
  'generators/yeoman': ['lib/plan', 'lib/refusal.ts', 'lib/request', 'lib/project', 'lib/naming'],
};

/** Imports that still cross a wall, as `file > place`; each goes with the step of the rebuilding that mends it. */
const STILL_CROSSING: ReadonlySet<string> = new Set([
  'lib/backend/backend.ts > lib/wiring',
  'lib/project/enums.ts > lib/wiring',
]);

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

/** The places of ours that a file imports and may not. */
function crossed(file: string, place: Place): readonly string[] {
  const places = importsOf(file).flatMap((target) => placeOf(ours(file, target) ?? '') ?? []);
  const others = [...new Set(places)].filter((each) => each !== place && !WALLS[place].includes(each));
  return others.map((each) => `${file} > ${each}`);
}

describe('the walls of the house', () => {
  test.each(sources)('%s imports only what its place may', (file) => {
    const place = placeOf(file);
    expect(place).toBeDefined();
    if (place === undefined) return;
    const world = importsOf(file).filter((target) => place.startsWith('lib/') && WORLD.test(target));
    expect(world).toEqual([]);
    expect(crossed(file, place).filter((each) => !STILL_CROSSING.has(each))).toEqual([]);
  });

  test('what still crosses a wall is on the list, and nothing else', () => {
    const crossing = sources.flatMap((file) => crossed(file, placeOf(file) ?? 'lib/plan'));
    expect([...STILL_CROSSING].filter((each) => !crossing.includes(each))).toEqual([]);
  });

  test('only one module knows the parser, and only one the formatter', () => {
    const importers = (library: string): readonly string[] =>
      sources.filter((file) => importsOf(file).some((target) => target.startsWith(library)));
    expect(importers('web-tree-sitter')).toEqual(['lib/python/syntax.ts']);
    expect(importers('@wasm-fmt/ruff_fmt')).toEqual(['lib/python/format.ts']);
  });

  test('what depends on the type of a field is decided in the file of the type', () => {
    const asks = /\bswitch \(|\bkind [!=]== '(?!value'|factory'|ok'|bad')/;
    const asking = sources.filter(
      (file) => /^lib\/request\/(?!types\/|pattern\/)/.test(file) && asks.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(asking).toEqual([]);
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
