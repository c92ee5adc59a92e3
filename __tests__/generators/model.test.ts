import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type Environment from 'yeoman-environment';
import Generator, { type BaseOptions } from 'yeoman-generator';
import { composeBackendPackage, composeModel } from '../../generators/api.js';
import { atTerminal, copyOfStandard, type Outcome, PACKAGE_FILES, run, scratch, tree } from './run.js';

const APP = 'backend-package:app';
const MODEL = 'backend-package:model';
const FIELDS = ['number:str.32:unique', 'total:decimal.10.2:ge=0', 'status:enum.draft.sent:default=draft'];
const INVOICES = [APP, 'invoices', ...FIELDS];
const LINE_FIELDS = ['quantity:int:ge=1', 'text:str.200', 'day:date:default=today', 'sent_at:datetime:optional'];
const LINE = [MODEL, 'invoices', 'Line', ...LINE_FIELDS];
const EDITED = PACKAGE_FILES.filter((name) => !/__init__|conftest/.test(name)).map(
  (name) => `backend/app/invoices/${name}`,
);

const yes = { options: { yes: true } };
let folder: string;
let before: Readonly<Record<string, string>>;

beforeEach(async () => {
  folder = copyOfStandard();
  expect((await run(folder, INVOICES, yes)).error).toBeUndefined();
  before = tree(folder);
});

const read = (name: string): string => readFileSync(join(folder, 'backend/app/invoices', name), 'utf8');
const write = (name: string, text: string): void => {
  writeFileSync(join(folder, 'backend/app/invoices', name), text);
  before = tree(folder);
};
const changed = (): readonly string[] => Object.keys(before).filter((name) => tree(folder)[name] !== before[name]);

function expectRefused(outcome: Outcome, code: number, ...says: readonly string[]): void {
  expect(outcome.error?.code).toBe(code);
  for (const each of says) expect(outcome.error?.message).toContain(each);
  expect(tree(folder)).toEqual(before);
}

/** Every line of `before` is in `after`, in order, but for the statements that list names. */
function onlyGrows(before: string, after: string): void {
  const lines = after.split('\n');
  let at = 0;
  for (const line of before.split('\n')) {
    if (/^(?:from .* import|__all__|\s+[\w"]+,$|[)\]]$)/.test(line)) continue;
    at = lines.indexOf(line, at) + 1;
    expect([line, at > 0]).toEqual([line, true]);
  }
}

describe('a further model', () => {
  test('goes into the files that are there, and nowhere else', async () => {
    const outcome = await run(folder, LINE, yes);

    expect(outcome.error).toBeUndefined();
    expect(changed()).toEqual(EDITED);
    expect(Object.keys(tree(folder))).toEqual(Object.keys(before));
    for (const name of EDITED) onlyGrows(before[name] ?? '', tree(folder)[name] ?? '');
    expect(outcome.printed).toContain('invoices: model Line, paths below /api/v1/invoices/lines');
    expect(outcome.printed).toContain('~ backend/app/invoices/models.py +');
    expect(outcome.printed).toContain('Edited 9 files.');
    expect(outcome.printed).toContain('python -m pytest app/invoices');
  });

  test('has its handlers above every one that would take its path for an id', async () => {
    await run(folder, LINE, yes);
    await run(folder, [MODEL, 'invoices', 'Note', 'text:text'], yes);

    const paths = [...read('api.py').matchAll(/@router\.(\w+)\(\s*"([^"]*)"/g)].map((each) => `${each[1]} ${each[2]}`);
    const crud = (path: string, key: string): readonly string[] => [
      `post ${path}`,
      `get ${path}`,
      `get ${path}/{${key}}`,
      `patch ${path}/{${key}}`,
      `delete ${path}/{${key}}`,
    ];
    expect(paths).toEqual([...crud('/lines', 'line_id'), ...crud('/notes', 'note_id'), ...crud('', 'invoice_id')]);
  });

  test('reads as if it had been there from the beginning', async () => {
    await run(folder, LINE, yes);
    const other = scratch();
    const outcome = await composed(other, tree(copyOfStandard()));

    expect(outcome.error).toBeUndefined();
    for (const name of EDITED) expect(tree(folder)[name]).toBe(tree(other)[name]);
  });

  test('is asked for again without changing a byte', async () => {
    await run(folder, LINE, yes);
    before = tree(folder);
    const again = await run(folder, LINE);
    expect(again.error).toBeUndefined();
    expect(again.printed).toContain('Nothing to do: invoices already has Line');
    const field = ['backend-package:field', 'invoices', 'Line', 'quantity:int:ge=1'];
    const there = await run(folder, field, { options: { yes: true } });
    expect(there.printed).toContain('Nothing to do: Line of invoices already has quantity.');
    expect(tree(folder)).toEqual(before);
    const whole = await run(folder, INVOICES);
    expect(whole.error).toBeUndefined();
    expect(whole.printed).toContain('Nothing to do');
    expect(tree(folder)).toEqual(before);
  });

  test('with other fields than it has is a conflict that shows both and replaces nothing', async () => {
    await run(folder, LINE, yes);
    before = tree(folder);
    const outcome = await run(folder, [MODEL, 'invoices', 'Line', 'quantity:int:ge=2', 'text:str.200'], yes);

    expectRefused(outcome, 5, 'nothing was written', '--force');
    expect(outcome.printed).toContain('models.py (replaces: Line)');
    expect(outcome.printed).toContain('-LineQuantity = Annotated[int, Field(ge=1, le=2**31 - 1)]');
    expect(outcome.printed).toContain('+LineQuantity = Annotated[int, Field(ge=2, le=2**31 - 1)]');
  });

  test('is replaced with --force, and what people wrote around it stays', async () => {
    await run(folder, LINE, yes);
    write('crud.py', `${read('crud.py')}\n\ndef mine() -> int:\n    return 1\n`);
    const outcome = await run(folder, [MODEL, 'invoices', 'Line', 'quantity:int:ge=2'], { options: { force: true } });

    expect(outcome.error).toBeUndefined();
    expect(read('models.py')).toContain('name="ck_lines_quantity_ge"');
    expect(read('models.py')).not.toContain('sent_at');
    expect(read('crud.py')).toContain('def mine() -> int:');
    expect(read('models.py')).toContain('class Invoice(Base)');
  });

  test('keeps the line ends, comments and functions of a file that people changed', async () => {
    const handler = '\n# Ours.\n@router.get("/export")\ndef export() -> str:\n    return ""\n';
    const api = read('api.py').replace('\n\n@router.post', `${handler}\n\n@router.post`);
    write('api.py', api.replaceAll('\n', '\r\n'));
    write('models.py', read('models.py').replace('import ', 'import logging\nimport '));
    const outcome = await run(folder, LINE, yes);

    expect(outcome.error).toBeUndefined();
    expect(read('api.py').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(read('api.py')).toContain('# Ours.\r\n@router.get("/export")');
    expect(read('models.py')).toContain('import logging\n');
  });

  test('ends a file with a line end that had none', async () => {
    write('crud.py', read('crud.py').trimEnd());
    expect((await run(folder, LINE, yes)).error).toBeUndefined();

    expect(read('crud.py')).toMatch(/\S\n$/);
  });

  test('commits as its package does where the host has got a function for that since', async () => {
    const path = join(folder, 'backend/app/core/db.py');
    const shared = 'def storing(db: Session) -> None:\n    try:\n        db.commit()\n    except Exception:\n';
    writeFileSync(path, `${readFileSync(path, 'utf8')}\n\n${shared}        db.rollback()\n        raise\n`);
    before = tree(folder);
    expect((await run(folder, LINE, yes)).error).toBeUndefined();
    expect(read('crud.py')).not.toContain('storing');
    expect(read('crud.py').match(/ commit\(db\)/g)).toHaveLength(6);
    expect((await run(folder, [APP, 'orders', 'code:str'], yes)).error).toBeUndefined();
    expect(readFileSync(join(folder, 'backend/app/orders/crud.py'), 'utf8')).toContain('    storing(db)\n');
  });

  test('goes into a file whose __all__ people took out', async () => {
    write('models.py', read('models.py').replace(/^__all__ = .*\n/m, ''));
    const outcome = await run(folder, LINE, yes);

    expect(outcome.error).toBeUndefined();
    expect(read('models.py')).toContain('class Line(Base)');
    expect(read('models.py')).not.toContain('__all__');
  });

  test('asks for the package, the model and its fields at a terminal', async () => {
    const answers: Record<string, unknown[]> = {
      name: ['invoices'],
      model: ['Line'],
      field: ['quantity:int', ''],
      answer: ['yes'],
    };
    const outcome = await atTerminal(() => run(folder, [MODEL], { answer: ({ name }) => answers[name]?.shift() }));

    expect(outcome.error).toBeUndefined();
    expect(outcome.questions).toEqual(['name', 'model', 'field', 'field', 'answer']);
    expect(read('models.py')).toContain('class Line(Base)');
  });

  test('shows the edits as a diff in a dry run and writes nothing', async () => {
    const outcome = await run(folder, LINE, { options: { dryRun: true } });
    expect(outcome.error).toBeUndefined();
    expect(outcome.output).toContain('+class Line(Base):');
    expect(tree(folder)).toEqual(before);
  });
});

describe('a further model is refused', () => {
  test('without a terminal and without --yes', async () => {
    expectRefused(await run(folder, LINE), 2, 'No terminal', '--yes');
    expectRefused(await run(folder, [MODEL], yes), 2, 'Which model');
    expectRefused(await run(folder, [MODEL, 'invoices'], yes), 2, 'Which model');
  });

  test('for a package that is not there or is none of ours', async () => {
    expectRefused(
      await run(folder, [MODEL, 'bills', 'Line'], yes),
      2,
      'There is no package bills',
      'yo backend-package',
    );
    expectRefused(await run(folder, [MODEL, 'core', 'Line'], yes), 3, 'core', 'crud.py');
    symlinkSync('invoices', join(folder, 'backend/app/linked'));
    before = tree(folder);
    expectRefused(await run(folder, [MODEL, 'linked', 'Line'], yes), 3, 'linked: This is not a folder');
    rmSync(join(folder, 'backend/app/linked'));
    rmSync(join(folder, 'backend/app/invoices/deps.py'));
    before = tree(folder);
    expectRefused(await run(folder, LINE, yes), 3, 'deps.py: This file does not exist');
  });

  test('for a wrong name or field', async () => {
    expectRefused(await run(folder, [MODEL, 'invoices', 'line'], yes), 2, 'line');
    expectRefused(await run(folder, [MODEL, 'invoices', 'Line', 'total:money'], yes), 2, 'money');
    expectRefused(
      await run(folder, [MODEL, 'invoices', 'Line', '--fast'], { options: { ...yes.options, fast: true } }),
      2,
      '--fast',
    );
  });

  test('when its table, a class or a function is taken by something else', async () => {
    expectRefused(
      await run(folder, [MODEL, 'invoices', 'User', 'name:str'], yes),
      2,
      'the table users',
      'users/models.py',
    );
    expectRefused(await run(folder, [MODEL, 'invoices', 'Numeric', 'a:str'], yes), 3, 'imports another Numeric');
    write('crud.py', `${read('crud.py')}\n\ndef get_lines() -> int:\n    return 1\n`);
    expectRefused(await run(folder, LINE, yes), 2, 'get_lines', 'crud.py');
  });

  test.each([
    ['api.py', (text: string) => text.replace('"/{invoice_id}"', 'ONE'), 'the path of get_invoice'],
    [
      'api.py',
      (text: string) => `${text}\n\nrouter.include_router(APIRouter())\n`,
      'router.include_router(APIRouter())',
    ],
    [
      'api.py',
      (text: string) => `${text}\n\nif True:\n\n    @router.get("/x")\n    def x() -> None: ...\n`,
      'if True:',
    ],
    ['api.py', (text: string) => `${text}\n\n@router.get("/lines")\ndef mine() -> None: ...\n`, 'mine would not be'],
    ['api.py', (text: string) => `${text}\n\n@router.get("/lines/last")\ndef last() -> None: ...\n`, '/lines/last'],
    ['api.py', (text: string) => text.replace(/^router = /m, 'routes = '), 'it has no router'],
    ['models.py', (text: string) => text.replace(/^__all__ = .*$/m, '__all__ = [] + []'), '__all__'],
    ['crud.py', (text: string) => `${text}def broken(:\n`, 'is not valid Python'],
  ])('when the place in %s is not certain, with the lines to paste', async (name, change, reason) => {
    write(name, change(read(name)));
    expectRefused(await run(folder, LINE, yes), 3, name, reason, 'Add by hand');
  });

  test('but for what a file lacks of the functions that all models use: that comes with the model', async () => {
    write('crud.py', read('crud.py').replaceAll('commit(db)', 'store(db)').replace('def commit(', 'def store('));
    expect((await run(folder, LINE, yes)).error).toBeUndefined();
    expect(read('crud.py').match(/^def (?:commit|store)\(/gm)).toEqual(['def commit(', 'def store(']);
  });

  test('and what is to be pasted brings its imports and its names for __all__', async () => {
    write('models.py', read('models.py').replace(/^__all__ = .*$/m, '__all__ = ("Base", "Invoice", "InvoiceStatus")'));
    const outcome = await run(folder, LINE, yes);

    expectRefused(outcome, 3, '    from datetime import UTC, date, datetime\n', '    # For __all__: "Line"\n');
    expect(outcome.error?.message).not.toMatch(/import .*(?:mapped_column|CheckConstraint)/);
  });
});

/** A larger generator that composes two packages and a further model, on a host that it writes into memory. */
function composed(target: string, host: Readonly<Record<string, string>>): Promise<Outcome> {
  class Parent extends Generator<Record<never, never>, BaseOptions> {
    async initializing(): Promise<void> {
      await composeModel(this, { package: 'invoices', model: 'Line', fields: LINE_FIELDS });
      await composeBackendPackage(this, { package: 'invoices', fields: FIELDS });
      await composeBackendPackage(this, { package: 'notes', fields: ['text:text'] });
    }

    writing(): void {
      for (const [name, text] of Object.entries(host)) this.fs.write(join(this.env.cwd, name), text);
    }
  }
  return run(target, ['parent:app'], {
    options: { force: true },
    prepare: (env: Environment) =>
      env.register(Parent as never, { namespace: 'parent:app', resolved: join(import.meta.dirname, 'parent.js') }),
  });
}
