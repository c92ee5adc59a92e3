import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '..');

/** Where a file of ours belongs: the longest of these folders or files that holds it. */
const PLACES = [
  'lib/refusal.ts',
  'lib/naming',
  'lib/python',
  'lib/merge',
  'lib/project',
  'lib/framework',
  'lib/request',
  'lib/backend',
  'lib/wiring',
  'lib/style',
  'lib/registration',
  'lib/package',
  'lib/plan',
  'lib/proof',
  'lib/output',
  'lib/inspect',
  'lib/undo',
  'generators/api.ts',
  'generators/cli.ts',
  'generators/engine.ts',
  'generators/run-command.ts',
  'generators/app',
  'generators/model',
  'generators/undo',
  'generators/inspect',
  'generators/commit',
  'generators/completion',
  'generators/field',
  'generators/yeoman',
] as const;

type Place = (typeof PLACES)[number];

/** What each place may import of ours besides itself. */
const WALLS: Readonly<Record<Place, readonly Place[]>> = {
  'lib/refusal.ts': [],
  'lib/naming': [],
  'lib/python': [],
  'lib/merge': ['lib/python'],
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
  'lib/plan': libraries().filter((place) => !['lib/proof', 'lib/output', 'lib/inspect', 'lib/undo'].includes(place)),
  'lib/proof': libraries().filter((place) => !['lib/output', 'lib/inspect', 'lib/undo'].includes(place)),
  'lib/inspect': libraries().filter((place) => !['lib/proof', 'lib/output', 'lib/undo'].includes(place)),
  'lib/output': libraries(),
  'lib/undo': libraries().filter((place) => !['lib/proof', 'lib/output'].includes(place)),
  'generators/api.ts': ['generators/app', 'generators/model', 'generators/field', 'lib/refusal.ts'],
  'generators/inspect': ['generators/yeoman', 'lib/inspect', 'lib/plan', 'lib/refusal.ts'],
  'generators/cli.ts': [
    'generators/app',
    'generators/model',
    'generators/field',
    'generators/inspect',
    'generators/undo',
    'generators/yeoman',
    'generators/run-command.ts',
  ],
  'generators/engine.ts': ['generators/commit', 'lib/python'],
  'generators/run-command.ts': [
    'generators/app',
    'generators/completion',
    'generators/model',
    'generators/field',
    'generators/inspect',
    'generators/undo',
    'generators/yeoman',
    'lib/refusal.ts',
  ],
  'generators/completion': ['generators/app', 'generators/yeoman', 'lib/inspect', 'lib/request', 'lib/refusal.ts'],
  'generators/app': [
    'generators/model',
    'generators/yeoman',
    'lib/plan',
    'lib/request',
    'lib/naming',
    'lib/refusal.ts',
  ],
  'generators/model': ['generators/yeoman', 'lib/plan', 'lib/request', 'lib/naming', 'lib/refusal.ts'],
  'generators/undo': ['generators/yeoman', 'lib/refusal.ts'],
  'generators/field': ['generators/yeoman', 'lib/plan', 'lib/request', 'lib/refusal.ts'],
  'generators/commit': ['lib/undo', 'lib/project'],
  'generators/yeoman': [
    'generators/commit',
    'lib/plan',
    'lib/undo',
    'lib/proof',
    'lib/output',
    'lib/inspect',
    'lib/refusal.ts',
    'lib/request',
    'lib/project',
    'lib/naming',
  ],
};

const FRAMEWORK_NAMES =
  /APIRouter|include_router|__tablename__|__table__|create_all|mapped_column|declared_attr|sessionmaker|script_location|target_metadata|add_api_route/;

function libraries(): Place[] {
  return PLACES.filter((place) => place.startsWith('lib/'));
}

/** What the engine may not touch: it is functions from values to values. */
const OWN_PARTS: ReadonlyMap<string, readonly string[]> = new Map([
  // The parser's own engine and grammar are packed files beside it.
  ['lib/python/syntax.ts', ['node:fs', 'node:zlib']],
]);
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

/** The code of a file without its comments. */
function codeOf(file: string): string {
  return readFileSync(join(root, file), 'utf8')
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/^\s*\/\/.*$/gm, '');
}

const graph = new Map(
  sources.map((file) => [file, importsOf(file).flatMap((target) => ours(file, target) ?? [])] as const),
);

/** The file itself where its imports lead back to it. */
function circleFrom(file: string): readonly string[] {
  const seen = new Set<string>();
  const queue = [...(graph.get(file) ?? [])];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (next === file) return [file];
    if (seen.has(next)) continue;
    seen.add(next);
    queue.push(...(graph.get(next) ?? []));
  }
  return [];
}

describe('the walls of the house', () => {
  test.each(sources)('%s imports only what its place may', (file) => {
    const place = placeOf(file);
    expect(place).toBeDefined();
    if (place === undefined) return;
    const world = importsOf(file).filter((target) => place.startsWith('lib/') && WORLD.test(target));
    expect(world).toEqual(OWN_PARTS.get(file) ?? []);
    expect(crossed(file, place)).toEqual([]);
  });

  test('only one module knows the parser, and only one the formatter', () => {
    const importers = (library: string): readonly string[] =>
      sources.filter((file) => importsOf(file).some((target) => target.startsWith(library)));
    expect(importers('web-tree-sitter')).toEqual(['lib/python/syntax.ts']);
    expect(importers('@wasm-fmt/ruff_fmt')).toEqual(['lib/python/format.ts']);
  });

  test('what depends on the type of a field is decided in the file of the type', () => {
    const asks = /\btype\??\.kind [!=]==|\bswitch \((?:\w+\.)*type\.kind\b/;
    const asking = sources.filter(
      (file) => !/^lib\/(?:request|package)\/types\//.test(file) && asks.test(codeOf(file)),
    );
    expect(asking).toEqual([]);
  });

  test('a field type is one file of each of the two tables', () => {
    const rows = (folder: string): readonly string[] =>
      [...readFileSync(join(root, folder, 'table.ts'), 'utf8').matchAll(/from '\.\/([a-z-]+)\.js'/g)]
        .flatMap((match) => match[1] ?? [])
        .filter((name) => !['row', 'type-rules', 'scalars', 'enum-class'].includes(name));
    const scalars = [...readFileSync(join(root, 'lib/request/types/scalars.ts'), 'utf8').matchAll(/type (\w+)Type, /g)];
    const request = rows('lib/request/types');
    expect(rows('lib/package/types')).toHaveLength(scalars.length + request.length);
    const types = rows('lib/package/types').filter((name) => !sources.includes(`lib/request/types/${name}.ts`));
    expect(types).toEqual([]);
  });

  test('only framework and package know the names of the frameworks', () => {
    const naming = sources.filter(
      (file) => !/^lib\/(?:framework|package)\//.test(file) && FRAMEWORK_NAMES.test(codeOf(file)),
    );
    // No field may have a name that a class body calls.
    expect(naming).toEqual(['lib/naming/reserved-words.ts']);
  });

  // The types of fields and the symbols of printed Python have the same names by design.
  test('a name is exported by one file', () => {
    const exporters = new Map<string, Set<string>>();
    for (const file of sources.filter((each) => !/\/(?:types|print)\//.test(each))) {
      for (const [, name = ''] of codeOf(file).matchAll(
        /^export (?:async )?(?:function\*?|const|type|class) (\w+)/gm,
      )) {
        exporters.set(name, (exporters.get(name) ?? new Set()).add(file));
      }
    }
    const twice = [...exporters].filter(([, files]) => files.size > 1).map(([name]) => name);
    expect(twice).toEqual([]);
  });

  test('a file says in its first line what it is for', () => {
    const untitled = sources.filter(
      (file) => !/^(?:#!.*\n)?(?:\/\*\*|\/\/)/.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(untitled).toEqual([]);
  });

  test('files import each other in no circle, types included', () => {
    expect(sources.flatMap(circleFrom)).toEqual([]);
  });

  test('refusals are values: one file makes the error that ends a run', () => {
    const throwing = sources.filter((file) => /\bnew BackendPackageError\b/.test(codeOf(file)));
    expect(throwing).toEqual(['generators/yeoman/stop.ts']);
  });

  test.each(['ARCHITECTURE.md', 'CONTRIBUTING.md'])('%s names files that exist', (page) => {
    const named = [
      ...readFileSync(join(root, page), 'utf8').matchAll(/`((?:lib|generators|__tests__)?[\w./-]*\/?[\w.-]+\.ts)`/g),
    ];
    const names = named.flatMap((match) => match[1] ?? []);
    const all = readdirSync(join(root, '__tests__'), { recursive: true, encoding: 'utf8' });
    const files = [...sources, ...all.map((name) => `__tests__/${name}`)];
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !files.some((file) => `/${file}`.endsWith(`/${name}`)))).toEqual([]);
  });

  test('a file called index is a generator', () => {
    const indexes = sources.filter((file) => file.endsWith('/index.ts'));
    expect(indexes.sort()).toEqual([
      'generators/app/index.ts',
      'generators/field/index.ts',
      'generators/inspect/index.ts',
      'generators/model/index.ts',
      'generators/undo/index.ts',
    ]);
  });

  test('a module stays short', () => {
    const long = sources.filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 230);
    expect(long).toEqual([]);
  });
});
