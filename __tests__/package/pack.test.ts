import { createHash } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { type Finished, run } from '../../scripts/python.mjs';
import { copySources, handToUser, installBesideYo, pack, runYo, scratchFolder } from '../../scripts/yo.mjs';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const FIELDS = [
  'number:str.32:unique',
  'total:decimal.10.2:ge=0',
  'due:date:optional',
  'status:enum.draft.sent.paid:default=draft',
];

describe('the package as npm has it', () => {
  let scratch = '';
  let installed = '';

  beforeAll(async () => {
    scratch = scratchFolder('backend-package-test-');
    const sources = join(scratch, 'sources');
    copySources(sources);
    const tarball = await pack(sources, scratch);
    installed = join(scratch, 'user');
    mkdirSync(installed);
    await installBesideYo(installed, tarball);
  }, 300_000);

  afterAll(() => {
    if (scratch !== '') rmSync(scratch, { recursive: true, force: true });
  });

  const library = (): string => join(installed, 'node_modules', 'generator-backend-package');

  /** A fresh copy of the sample backend that the user who runs yo may write to. */
  function site(name: string): string {
    const folder = join(installed, name);
    cpSync(join(ROOT, '__tests__', 'hosts', 'standard'), folder, { recursive: true });
    handToUser(folder);
    return folder;
  }

  const yo = (cwd: string, ...args: readonly string[]): Promise<Finished> => runYo(installed, cwd, args);
  const door = (cwd: string, ...args: readonly string[]): Promise<Finished> =>
    run(join(installed, 'node_modules', '.bin', 'generator-backend-package'), args, { cwd });

  test('the tarball holds what is built and the papers, and nothing else', () => {
    const held = files(library());
    const papers = ['.agents/skills/backend-package/SKILL.md', 'CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'];

    expect(held.filter((file) => !file.startsWith('dist/'))).toEqual(papers);
    expect(held).toEqual(
      expect.arrayContaining([
        'dist/generators/api.d.ts',
        'dist/generators/api.js',
        'dist/generators/app/USAGE',
        'dist/generators/app/index.js',
        'dist/generators/field/index.js',
        'dist/generators/inspect/index.js',
        'dist/generators/model/index.js',
        'dist/generators/schemas/output.schema.json',
        'dist/lib/python/tree-sitter-python.wasm.br',
        'dist/LICENCES.txt',
      ]),
    );
    expect(held.filter((file) => /(?<!\.d)\.ts$|\.test\.|\.map$|__tests__/.test(file))).toEqual([]);
  });

  test('it is one small package, which brings no other and runs no script when it is installed', () => {
    const paper = JSON.parse(readFileSync(join(library(), 'package.json'), 'utf8'));
    const bytes = files(library()).reduce((sum, file) => sum + statSync(join(library(), file)).size, 0);

    expect({ ...paper.dependencies, ...paper.optionalDependencies, ...paper.peerDependencies }).toEqual({});
    expect(Object.keys(paper.scripts).filter((name) => /^(pre|post)?install$/.test(name))).toEqual([]);
    expect(bytes).toBeLessThan(4_000_000);
  });

  test('it holds the licence of everything that it is made of', () => {
    const licences = text(library(), 'dist/LICENCES.txt');

    for (const name of ['yeoman-environment', 'yeoman-generator', 'web-tree-sitter', '@wasm-fmt/ruff_fmt', 'diff'])
      expect(licences).toMatch(new RegExp(`^${name} \\d`, 'm'));
    expect(licences).toContain('THE SOFTWARE IS PROVIDED');
  });

  test('another build of the same sources has the same bytes', () => {
    const here = join(ROOT, 'dist');
    const there = join(library(), 'dist');

    expect(files(there)).toEqual(files(here));
    expect(files(there).filter((file) => text(here, file) !== text(there, file))).toEqual([]);
  });

  test('its own command does the same without yo, for the user who runs the tests', async () => {
    const folder = site('door');
    const unanswered = await door(folder, 'invoices', ...FIELDS);
    expect([unanswered.status, unanswered.stderr]).toEqual([2, expect.stringContaining('--yes')]);
    const unknown = await door(folder, 'invoices', 'number:string', '--yes');
    expect([unknown.status, unknown.stderr]).toEqual([2, expect.stringContaining('Did you mean str?')]);
    expect(unknown.stderr).not.toMatch(/^ {4}at /m);
    const dry = await door(folder, 'invoices', ...FIELDS, '--dry-run', '--yes');
    expect([dry.status, dry.stdout + dry.stderr]).toEqual([0, expect.stringContaining('+class InvoiceBase')]);
    expect(files(join(folder, 'backend', 'app'))).not.toContain('invoices/api.py');

    expect((await door(folder, 'invoices', ...FIELDS, '--yes')).status).toBe(0);
    const written = files(join(folder, 'backend', 'app'));
    expect(written).toContain('invoices/api.py');
    const again = await door(folder, 'invoices', ...FIELDS);
    expect([again.status, again.stdout + again.stderr]).toEqual([0, expect.stringContaining('Nothing to do')]);
    const line = `'${join(installed, 'node_modules', '.bin', 'generator-backend-package')}' notes --yes 2>&1 | head -20`;
    await run('sh', ['-c', line], { cwd: folder });
    expect(files(join(folder, 'backend', 'app'))).toContain('notes/tests/test_services.py');
    expect(text(join(folder, 'backend', 'app'), 'main.py')).toContain('notes_models');
    expect((await door(folder, 'model', 'invoices', 'Line', 'quantity:int')).status).toBe(2);
    expect((await door(folder, 'model', 'invoices', 'Line', 'quantity:int', '--yes')).status).toBe(0);
    expect(text(join(folder, 'backend', 'app'), 'invoices/models.py')).toContain('class Line(Base)');
    const model = await door(folder, 'model', 'invoices', 'Line', 'quantity:int');
    expect([model.status, model.stdout + model.stderr]).toEqual([0, expect.stringContaining('Nothing to do')]);
  }, 120_000);

  test('yo finds exactly the generators that are meant', async () => {
    const { status, stdout } = await yo(installed, '--generators');

    expect(status).toBe(0);
    expect(stdout).toMatch(/^ {2}backend-package\n {4}field\n {4}inspect\n {4}model\n {4}undo\n(?! {4})/m);
    expect(stdout.match(/backend-package/g)).toHaveLength(1);
    const script = `
      import { createEnv } from 'yeoman-environment';
      const env = createEnv();
      await env.lookup({ packagePaths: [process.argv[1]] });
      console.log(JSON.stringify(Object.keys(env.getGeneratorsMeta()).sort()));`;
    const found = await run(process.execPath, ['--input-type=module', '-e', script, library()], { cwd: installed });
    expect(JSON.parse(found.stdout)).toEqual([
      'backend-package:app',
      'backend-package:field',
      'backend-package:inspect',
      'backend-package:model',
      'backend-package:undo',
    ]);
  });

  test('its door for other generators has types and loads', async () => {
    const consumer = join(installed, 'consumer');
    mkdirSync(consumer);
    writeFileSync(
      join(consumer, 'index.mts'),
      "import * as door from 'generator-backend-package';\nexport const compose: unknown = door.composeBackendPackage;\n",
    );
    writeFileSync(
      join(consumer, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          target: 'es2023',
          module: 'nodenext',
          strict: true,
          skipLibCheck: true,
          typeRoots: [join(ROOT, 'node_modules', '@types')],
          types: ['node'],
        },
      }),
    );

    const tsc = await run(process.execPath, [join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', consumer]);
    expect([tsc.status, tsc.stdout]).toEqual([0, '']);
    const loaded = await run(process.execPath, [
      '--input-type=module',
      '-e',
      `import { compose } from ${JSON.stringify(join(consumer, 'index.mjs'))}; console.log(typeof compose)`,
    ]);
    expect(loaded.stdout).toBe('function\n');
  });

  test('yo adds a package with --yes, and the same command again changes no byte', async () => {
    const folder = site('twice');
    const backend = join(folder, 'backend');

    chmodSync(join(backend, 'app', 'main.py'), 0o660);

    const first = await yo(backend, 'backend-package', 'invoices', ...FIELDS, '--yes');

    expect([first.status, first.stderr]).toEqual([0, first.stderr]);
    expect(statSync(join(backend, 'app', 'main.py')).mode & 0o777).toBe(0o660);
    expect(files(join(backend, 'app', 'invoices'))).toEqual([
      '__init__.py',
      'api.py',
      'crud.py',
      'deps.py',
      'models.py',
      'schemas.py',
      'services.py',
      'tests/__init__.py',
      'tests/conftest.py',
      'tests/test_api.py',
      'tests/test_crud.py',
      'tests/test_services.py',
    ]);
    expect(text(backend, 'app/main.py').split('\n')).toEqual([
      'from fastapi import FastAPI',
      '',
      'from app.api.v1.endpoints import router as v1_router',
      'from app.core.db import engine',
      expect.any(String),
      expect.any(String),
      '',
      'user_models.Base.metadata.create_all(bind=engine)',
      'invoices_models.Base.metadata.create_all(bind=engine)',
      '',
      'app = FastAPI(title="Standard backend")',
      'app.include_router(v1_router, prefix="/api/v1")',
      '',
    ]);
    expect(text(backend, 'app/main.py').split('\n').slice(4, 6).sort()).toEqual([
      'from app.invoices import models as invoices_models',
      'from app.users import models as user_models',
    ]);
    expect(text(backend, 'app/api/v1/endpoints.py')).toContain('from app.invoices import api as invoices_api\n');
    expect(text(backend, 'app/api/v1/endpoints.py')).toMatch(
      /router\.include_router\(users_api\.router, tags=\["users"\]\)\nrouter\.include_router\(invoices_api\.router, tags=\["invoices"\]\)\n$/,
    );
    const before = snapshot(folder);

    // Nothing to do needs no answer.
    const again = await yo(backend, 'backend-package', 'invoices', ...FIELDS);

    expect([again.status, again.stderr]).toEqual([0, again.stderr]);
    expect(again.stdout + again.stderr).toMatch(/nothing to do/i);
    expect(snapshot(folder)).toEqual(before);
  }, 300_000);

  test('yo runs every other command, finds the backend from anywhere in it, and undo leaves nothing of it all', async () => {
    const folder = site('commands');
    const backend = join(folder, 'backend');
    const before = contents(folder);
    const from = (where: string, ...args: readonly string[]): Promise<Finished> => yo(join(folder, where), ...args);
    const said = ({ status, stdout, stderr }: Finished): readonly [unknown, string] => [status, stdout + stderr];

    expect((await from('.', 'backend-package', 'invoices', ...FIELDS, '--yes')).status).toBe(0);
    const model = await from('backend/app/users', 'backend-package:model', 'invoices', 'Line', 'quantity:int', '--yes');
    expect(said(model)).toEqual([0, expect.stringContaining('/invoices/lines')]);
    expect(text(backend, 'app/invoices/api.py')).toContain('"/lines/{line_id}"');
    const field = await from('backend', 'backend-package:field', 'invoices', 'Line', 'note:text:optional', '--yes');
    expect(said(field)).toEqual([0, expect.stringContaining('models.py')]);
    expect(text(backend, 'app/invoices/models.py')).toContain('note: Mapped[str | None]');
    const inspected = await from('backend', 'backend-package:inspect');
    expect(said(inspected)).toEqual([0, expect.stringContaining('invoices')]);
    const unclear = await from('backend', 'backend-package:model', 'core', 'Role', '--yes');
    expect([unclear.status, /^\s+at .*[:(]/m.test(unclear.stdout + unclear.stderr)]).toEqual([3, false]);
    expect(said(await from('backend', 'backend-package:undo', 'invoices', '--yes'))).toEqual([
      0,
      expect.stringContaining('Taken back.'),
    ]);
    expect(contents(folder)).toEqual(before);
  }, 120_000);

  type Refusal = readonly [what: string, args: readonly string[], says: RegExp];

  /** Refusals for which yo reads the command line in its own way. */
  const OF_YO: readonly Refusal[] = [
    ['no terminal and no answer', ['invoices', 'number:str'], /--yes/],
    ['no terminal and no package', [], /yo backend-package/],
    ['an option that is none', ['invoices', '--modle', 'Bill', '--yes'], /modle/],
  ];
  /** The others, of our own command: yo takes five times as long to start. */
  const OF_OURS: readonly Refusal[] = [
    ['a path as a name', ['../evil', '--yes'], /evil/],
    ['a keyword as a name', ['class', '--yes'], /class/],
    ['a name with a capital letter', ['Invoices', '--yes'], /invoices/],
    ['a module of that name beside it', ['core', '--yes'], /core/],
    ['a field with an unknown modifier', ['invoices', 'number:str:nullable', '--yes'], /optional/],
    ['a type that is not built yet', ['invoices', 'tags:m2m.tags.Tag', '--yes'], /m2m/],
    ['a field with a reserved name', ['invoices', 'metadata:str', '--yes'], /metadata_/],
    ['a model that is none', ['invoices', '--model', 'not-a-model', '--yes'], /NotAModel/],
  ];

  test.each([
    ...OF_YO.map(([what, ...refusal]) => ['yo', what, refusal] as const),
    ...OF_OURS.map(([what, ...refusal]) => ['its own command', what, refusal] as const),
  ])('%s ends for %s with status 2, says why and writes nothing', async (command, _what, [args, says]) => {
    const folder = site('refused');
    const before = snapshot(folder);

    const backend = join(folder, 'backend');
    const finished = await (command === 'yo' ? yo(backend, 'backend-package', ...args) : door(backend, ...args));

    const output = finished.stdout + finished.stderr;
    expect([finished.status, output]).toEqual([2, output]);
    expect(output).toMatch(says);
    expect(output).not.toMatch(/^\s+at .*[:(]/m);
    expect(snapshot(folder)).toEqual(before);
    rmSync(folder, { recursive: true });
  });

  test('ends with status 3 where there is no backend', async () => {
    const folder = join(installed, 'nothing');
    mkdirSync(folder);
    handToUser(folder);

    const finished = await yo(folder, 'backend-package', 'invoices', '--yes');

    const output = finished.stdout + finished.stderr;
    expect([finished.status, output]).toEqual([3, output]);
    expect(output).not.toMatch(/^\s+at .*[:(]/m);
    expect(files(folder)).toEqual([]);
  });

  test('--dry-run shows the plan and writes nothing', async () => {
    const folder = site('dry');
    const before = snapshot(folder);

    const { status, stdout, stderr } = await yo(join(folder, 'backend'), 'backend-package', 'invoices', '--dry-run');

    expect([status, stderr]).toEqual([0, stderr]);
    for (const shown of ['models.py', 'invoices_api.router', 'invoices_models.Base.metadata.create_all']) {
      expect(stdout + stderr).toContain(shown);
    }
    expect(snapshot(folder)).toEqual(before);
  });

  test('--help shows every argument and option, with examples', async () => {
    const { status, stdout } = await yo(installed, 'backend-package', '--help');

    expect(status).toBe(0);
    for (const word of ['yo backend-package', '--model', '--yes', '--force', '--dry-run', 'Example']) {
      expect(stdout.toLowerCase()).toContain(word.toLowerCase());
    }
  });
});

function text(folder: string, file: string): string {
  return readFileSync(join(folder, file), 'utf8');
}

/** The files below a folder, with forward slashes, sorted; what Python and git leave behind is not counted. */
function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

/** Every file with its bytes. */
function contents(folder: string): Record<string, string> {
  return Object.fromEntries(files(folder).map((file) => [file, readFileSync(join(folder, file), 'latin1')]));
}

/** Every file with its bytes and the time at which it was last written. */
function snapshot(folder: string): Record<string, string> {
  return Object.fromEntries(
    files(folder).map((file) => {
      const path = join(folder, file);
      const hash = createHash('sha256').update(readFileSync(path)).digest('hex');
      return [file, `${hash} ${statSync(path).mtimeMs} ${statSync(path).ino}`];
    }),
  );
}
