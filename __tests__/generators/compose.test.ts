import { appendFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import type Environment from 'yeoman-environment';
import { createEnv } from 'yeoman-environment';
import Generator, { type BaseOptions } from 'yeoman-generator';
import { composeBackendPackage } from '../../generators/api.js';
import { copyOfStandard, type RunSettings, run, scratch, tree } from './run.js';

const PARENT = 'parent:app';
const PACKAGES = [
  { package: 'invoices', fields: ['number:str.32:unique'] },
  { package: 'order_items', model: 'Item', fields: ['quantity:int:ge=1'] },
];

/** A larger generator that composes two packages and may bring the host itself, in memory, in its `writing`. */
function parentOf(host: Readonly<Record<string, string>>, packages = PACKAGES): typeof Generator {
  return class Parent extends Generator<Record<never, never>, BaseOptions> {
    async initializing(): Promise<void> {
      for (const each of packages) await composeBackendPackage(this, each);
    }

    writing(): void {
      for (const [name, text] of Object.entries(host)) this.fs.write(join(this.env.cwd, name), text);
    }
  } as unknown as typeof Generator;
}

const composing = (
  host: Readonly<Record<string, string>>,
  settings: RunSettings = {},
  packages = PACKAGES,
): RunSettings => ({
  ...settings,
  prepare: (env: Environment) =>
    env.register(parentOf(host, packages) as never, {
      namespace: PARENT,
      resolved: join(import.meta.dirname, 'parent.js'),
    }),
});

const count = (text: string | undefined, part: string): number => (text ?? '').split(part).length - 1;

function expectRegistered(folder: string): void {
  const files = tree(folder);
  for (const name of ['invoices', 'order_items']) {
    const main = files['backend/app/main.py'];
    expect(count(main, `from app.${name} import models as ${name}_models\n`)).toBe(1);
    expect(count(main, `\n${name}_models.Base.metadata.create_all(bind=engine)\n`)).toBe(1);
    const endpoints = files['backend/app/api/v1/endpoints.py'];
    expect(count(endpoints, `from app.${name} import api as ${name}_api\n`)).toBe(1);
    expect(count(endpoints, `router.include_router(${name}_api.router, tags=["${name}"])\n`)).toBe(1);
    expect(files[`backend/app/${name}/models.py`]).toContain('(Base):');
  }
}

describe('a larger generator', () => {
  test('composes two packages on a host that it writes into memory in its own writing', async () => {
    const folder = scratch();
    mkdirSync(folder, { recursive: true });
    const outcome = await run(folder, [PARENT], composing(tree(copyOfStandard())));
    expect(outcome.error).toBeUndefined();
    expect(outcome.questions).toEqual([]);
    expect(outcome.printed).not.toContain('FastAPI backend.');
    expectRegistered(folder);
  });

  test('composes two packages on a host that stands on the disk, with --force for its files', async () => {
    const folder = copyOfStandard();
    const outcome = await run(folder, [PARENT], composing({}, { options: { force: true } }));
    expect(outcome.error).toBeUndefined();
    expectRegistered(folder);
  });

  test('asks Yeoman’s ordinary question for each host file once, and a no takes the packages back', async () => {
    const folder = copyOfStandard();
    const before = tree(folder);
    const answers = ['write', 'skip'];
    const outcome = await run(folder, [PARENT], composing({}, { answer: () => answers.shift() }));
    expect(outcome.error?.code).toBe(5);
    expect(outcome.error?.message).toContain('Add by hand:');
    expect(tree(folder)).toEqual(before);
  });

  test('a question that is left by Ctrl-C takes the packages back, in one line and with status 5', async () => {
    const folder = copyOfStandard();
    const before = tree(folder);
    const leave = (): never => {
      throw Object.assign(new Error('User force closed the prompt with SIGINT'), { name: 'ExitPromptError' });
    };
    const { error } = await run(folder, [PARENT], composing({}, { answer: leave }));
    expect(error?.code).toBe(5);
    expect(error?.message).toContain('[stopped] The run was stopped at a question. No package was written.');
    expect(error?.stack).toBe(error?.message);
    expect(tree(folder)).toEqual(before);
  });

  test('without a terminal and --force ends before anything is written, and asks nothing', async () => {
    const folder = copyOfStandard();
    const before = tree(folder);
    const silent = { stdin: Readable.from([]), stdout: new PassThrough(), stderr: new PassThrough() };
    const env = createEnv({ cwd: folder, ...silent } as never);
    composing({}).prepare?.(env);

    await expect(env.run([PARENT], { skipInstall: true })).rejects.toMatchObject({
      code: 2,
      message: expect.stringContaining('Run with --force'),
    });
    expect(tree(folder)).toEqual(before);
  });

  test('gets the typed error of a wrong field, before anything is written', async () => {
    const folder = copyOfStandard();
    const before = tree(folder);
    const outcome = await run(folder, [PARENT], composing({}, {}, [{ package: 'invoices', fields: ['x:string'] }]));
    expect(outcome.error?.code).toBe(2);
    expect(outcome.error?.message).toContain('Did you mean str?');
    expect(tree(folder)).toEqual(before);
  });

  test('may ask for the same package twice, but not with another model', async () => {
    const folder = copyOfStandard();
    const before = tree(folder);
    const force = { options: { force: true } };
    const [invoices] = PACKAGES;
    const other = { package: 'invoices', fields: ['number:int'] };
    if (invoices === undefined) throw new Error('there is a first package');
    const refused = await run(folder, [PARENT], composing({}, force, [invoices, other]));
    expect(refused.error?.code).toBe(2);
    expect(refused.error?.message).toContain('invoices was asked for twice');
    expect(tree(folder)).toEqual(before);
    const once = await run(folder, [PARENT], composing({}, force, [invoices, invoices]));
    expect(once.error).toBeUndefined();
    expect(count(tree(folder)['backend/app/main.py'], 'import models as invoices_models')).toBe(1);
  });

  test('writes nothing when one of its packages is refused', async () => {
    const folder = copyOfStandard();
    const before = tree(folder);
    const packages = [...PACKAGES, { package: 'core', fields: [] }];
    const outcome = await run(folder, [PARENT], composing({}, { options: { force: true } }, packages));
    expect(outcome.error?.code).toBe(2);
    expect(tree(folder)).toEqual(before);
  });
});

describe('a host file that changes while the run is at its end', () => {
  const meanwhile = (work: () => void): RunSettings => ({
    options: { yes: true, proof: 'off' },
    prepare: (env) => env.queueTask('environment:conflicts', work),
  });
  const invoices = ['backend-package:app', 'invoices', 'number:str'];

  test('keeps what was saved there, and the package is written all the same', async () => {
    const folder = copyOfStandard();
    const main = join(folder, 'backend/app/main.py');
    const { error, printed } = await run(
      folder,
      invoices,
      meanwhile(() => appendFileSync(main, '# mine\n')),
    );
    expect(error).toBeUndefined();
    expect(printed).toContain('it has changed meanwhile, so it was planned again.');
    expect(readFileSync(main, 'utf8')).toMatch(/invoices_models\.Base\.metadata\.create_all.*# mine\n$/s);
  });

  test('ends the run with nothing written when it is gone', async () => {
    const folder = copyOfStandard();
    const { 'backend/app/main.py': _, ...others } = tree(folder);
    const { error } = await run(
      folder,
      invoices,
      meanwhile(() => rmSync(join(folder, 'backend/app/main.py'))),
    );
    expect(error?.code).toBe(3);
    expect(tree(folder)).toEqual(others);
  });
});
