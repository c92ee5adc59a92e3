import { chmodSync, linkSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { atTerminal, copyOfStandard, type Outcome, PACKAGE_FILES, run, scratch, tree } from './run.js';

const APP = 'backend-package:app';
const INVOICES = [APP, 'invoices', 'number:str.32:unique', 'total:decimal.10.2:ge=0', 'due:date:optional'];

let folder: string;
let before: Readonly<Record<string, string>>;

beforeEach(() => {
  folder = copyOfStandard();
  before = tree(folder);
});

const yes = { options: { yes: true } };
const added = (): readonly string[] => Object.keys(tree(folder)).filter((name) => !(name in before));
const changed = (): readonly string[] => Object.keys(before).filter((name) => tree(folder)[name] !== before[name]);

function expectRefused(outcome: Outcome, code: number, ...says: readonly string[]): void {
  expect(outcome.error?.code).toBe(code);
  for (const each of says) expect(outcome.error?.message).toContain(each);
  expect(outcome.printed).not.toContain('✖');
  expect(tree(folder)).toEqual(before);
}

describe('yo backend-package', () => {
  test('writes the package and four registration lines, and nothing else', async () => {
    const outcome = await run(folder, INVOICES, yes);
    expect(outcome.error).toBeUndefined();
    expect(outcome.questions).toEqual([]);
    expect(added()).toEqual(PACKAGE_FILES.map((name) => `backend/app/invoices/${name}`));
    expect(changed()).toEqual(['backend/app/api/v1/endpoints.py', 'backend/app/main.py']);
    const main = tree(folder)['backend/app/main.py'] ?? '';
    expect(main).toContain('from app.invoices import models as invoices_models\nfrom app.users import models');
    expect(main).toContain(
      'user_models.Base.metadata.create_all(bind=engine)\ninvoices_models.Base.metadata.create_all(bind=engine)\n',
    );
    const endpoints = tree(folder)['backend/app/api/v1/endpoints.py'] ?? '';
    expect(endpoints).toContain('from app.invoices import api as invoices_api\nfrom app.users import api');
    expect(endpoints).toContain('\nrouter.include_router(invoices_api.router, tags=["invoices"])\n');
  });

  test('gives its paths the tag that is asked for', async () => {
    const outcome = await run(folder, INVOICES, { options: { yes: true, tag: 'Billing', path: 'bills' } });
    expect(outcome.error).toBeUndefined();
    const endpoints = tree(folder)['backend/app/api/v1/endpoints.py'] ?? '';
    expect(endpoints).toContain('\nrouter.include_router(invoices_api.router, tags=["Billing"])\n');
  });

  test('tells what it made, how to test it and where to look', async () => {
    const { printed } = await run(folder, INVOICES, yes);
    expect(printed).toContain('+ backend/app/invoices/ __init__.py api.py');
    expect(printed).toContain('~ backend/app/main.py +2, like line');
    expect(printed).toContain('cd backend && python -m pytest app/invoices');
    expect(printed).toContain('http://127.0.0.1:8000/docs');
  });

  test.each(['backend', 'backend/app', 'backend/app/users/tests'])('works when it is started in %s', async (start) => {
    const outcome = await run(join(folder, start), INVOICES, yes);
    expect(outcome.error).toBeUndefined();
    expect(added()).toContain('backend/app/invoices/models.py');
  });

  test('has nothing to do when the same command is run again', async () => {
    await run(folder, INVOICES, yes);
    const after = tree(folder);
    const again = await run(folder, INVOICES);
    expect(again.error).toBeUndefined();
    expect(again.printed).toContain('Nothing to do');
    expect(tree(folder)).toEqual(after);
  });

  test('names the model, the table and the paths each in its own way', async () => {
    await run(folder, [APP, 'order_items', 'quantity:int'], yes);
    const written = tree(folder);
    expect(written['backend/app/order_items/models.py']).toContain(
      'class OrderItem(Base):\n    __tablename__ = "order_items"',
    );
    expect(written['backend/app/order_items/api.py']).toContain('router = APIRouter(prefix="/order-items")');
    await run(folder, [APP, 'billing', 'quantity:int'], { options: { yes: true, model: 'Charge' } });
    expect(tree(folder)['backend/app/billing/models.py']).toContain(
      'class Charge(Base):\n    __tablename__ = "charges"',
    );
    expect(tree(folder)['backend/app/billing/api.py']).toContain('router = APIRouter(prefix="/billing")');
  });

  test('takes the session from where the users package takes it', async () => {
    const deps = join(folder, 'backend/app/users/deps.py');
    writeFileSync(deps, (before['backend/app/users/deps.py'] ?? '').replace('app.core.db', 'app.core.session'));
    await run(folder, INVOICES, yes);
    expect(tree(folder)['backend/app/invoices/deps.py']).toContain('from app.core.session import get_db');
  });
});

describe('the review', () => {
  test('without a terminal and an answer nothing is written, and the run ends with status 2', async () => {
    expectRefused(await run(folder, INVOICES), 2, 'No terminal', '--yes');
  });

  test('a no ends with status 5 and writes nothing', async () => {
    expectRefused(await atTerminal(() => run(folder, INVOICES, { answer: () => 'no' })), 5, 'Declined');
  });

  test('shows the diff and a file before it takes a yes', async () => {
    const answers = ['diff', 'view', 'yes'];
    const outcome = await atTerminal(() =>
      run(folder, INVOICES, {
        answer: ({ name }) => (name === 'path' ? join(folder, 'backend/app/invoices/crud.py') : answers.shift()),
      }),
    );
    expect(outcome.error).toBeUndefined();
    expect(outcome.questions).toEqual(['answer', 'answer', 'path', 'answer']);
    expect(outcome.output).toContain('+from app.invoices import models as invoices_models');
    expect(outcome.printed).toContain('def get_invoices(db: Session');
    expect(added()).toHaveLength(PACKAGE_FILES.length);
  });

  test('a dry run prints new files and edits as a diff and writes nothing', async () => {
    const outcome = await run(folder, INVOICES, { options: { dryRun: true } });
    expect(outcome.error).toBeUndefined();
    expect(outcome.output).toContain('+++ b/backend/app/invoices/models.py');
    expect(outcome.output).toContain('+invoices_models.Base.metadata.create_all(bind=engine)');
    expect(tree(folder)).toEqual(before);
  });

  test('--yes does not replace a file that people changed; --force does', async () => {
    await run(folder, INVOICES, yes);
    const path = join(folder, 'backend/app/invoices/crud.py');
    writeFileSync(path, '# mine\n');
    before = tree(folder);
    expectRefused(await run(folder, INVOICES, yes), 5, 'exists with other code', '--force');
    const forced = await run(folder, INVOICES, { options: { force: true } });
    expect(forced.error).toBeUndefined();
    expect(tree(folder)['backend/app/invoices/crud.py']).toContain('def create_invoice(');
  });
});

describe('replacing what people wrote', () => {
  const crud = 'backend/app/invoices/crud.py';

  async function changedByHand(change: (text: string) => string): Promise<void> {
    await run(folder, INVOICES, yes);
    writeFileSync(join(folder, crud), change(tree(folder)[crud] ?? ''));
    before = tree(folder);
  }

  test('--force shows line by line what it replaces, and keeps the rest of the file', async () => {
    await changedByHand((text) => `${text.replace('db.add(', 'db.merge(')}\n\ndef mine() -> int:\n    return 1\n`);
    const outcome = await run(folder, INVOICES, { options: { force: true } });
    expect(outcome.printed).toMatch(/! backend\/app\/invoices\/crud\.py \(replaces: create_invoice\)/);
    expect(outcome.printed).toMatch(/^-.*db\.merge\(/m);
    expect(outcome.printed).not.toMatch(/^-.*return 1/m);
    expect(tree(folder)[crud]).toContain('def mine() -> int:');
    expect(tree(folder)[crud]).not.toContain('db.merge(');
  });

  test('the command that a no prints is tried as the first one was', async () => {
    const outcome = await atTerminal(() =>
      run(folder, INVOICES, {
        options: { proof: 'off', public: true, python: '/my env/python', register: false },
        answer: () => 'no',
      }),
    );
    expectRefused(
      outcome,
      5,
      "due:date:optional --model Invoice --no-register --proof=off --public --python '/my env/python'",
    );
  });

  test('the question answers no by itself, and a no prints the command that asks for the same', async () => {
    await changedByHand(() => '# mine\n');
    const seen: unknown[] = [];
    const outcome = await atTerminal(() =>
      run(folder, INVOICES, {
        answer: (question) => {
          seen.push((question as { readonly default?: unknown }).default);
          return 'no';
        },
      }),
    );
    expect(seen).toEqual(['no']);
    expectRefused(
      outcome,
      5,
      '[declined]',
      'generator-backend-package invoices number:str.32:unique total:decimal.10.2:ge=0 due:date:optional --model Invoice',
    );
  });
});

describe('a package that git ignores', () => {
  const ignoring = (text: string): void => {
    mkdirSync(join(folder, '.git'));
    writeFileSync(join(folder, '.gitignore'), text);
    before = tree(folder);
  };

  test.each([['parts/'], ['parts'], ['*.log\n/backend/app/parts/'], ['p*ts/'], ['app/']])(
    'by %j is refused',
    async (text) => {
      ignoring(text);
      const outcome = await run(folder, [APP, 'parts', 'name:str.20'], yes);
      expectRefused(outcome, 3, '[package-ignored]', '.gitignore:', 'without holding it');
    },
  );

  test.each([['/parts/'], ['parts/\n!/backend/app/parts/'], ['*.pyc']])('is not meant by %j', async (text) => {
    ignoring(text);
    expect((await run(folder, [APP, 'parts', 'name:str.20'], yes)).error).toBeUndefined();
  });

  test('but for its tests is written, and says so', async () => {
    ignoring('*.log\ntest_*.py\n');
    const { error, printed } = await run(folder, [APP, 'parts', 'name:str.20'], yes);
    expect(error).toBeUndefined();
    expect(printed?.replace(/\s+/g, ' ')).toMatch(
      /git ignores \S+\/test_\w+\.py, by test_\*\.py in \.gitignore:2: a commit leaves the tests out\./,
    );
  });
});

describe('asking', () => {
  test('greets, and asks for the package, its model and one field after the other', async () => {
    const answers: Record<string, unknown[]> = {
      name: ['invoices'],
      model: ['Bill'],
      field: ['number:str.32', 'total:decimal', ''],
      answer: ['yes'],
    };
    const outcome = await atTerminal(() => run(folder, [APP], { answer: ({ name }) => answers[name]?.shift() }));
    expect(outcome.error).toBeUndefined();
    expect(outcome.questions).toEqual(['name', 'model', 'field', 'field', 'field', 'answer']);
    expect(outcome.printed).toContain('FastAPI');
    expect(tree(folder)['backend/app/invoices/models.py']).toContain('class Bill(Base)');
  });

  test('without a terminal a missing package is a bad command line', async () => {
    expectRefused(await run(folder, [APP], yes), 2, 'Which package?');
  });

  test('--help shows arguments, options and examples', async () => {
    const lines: string[] = [];
    const log = console.log;
    console.log = (text: string) => lines.push(text);
    try {
      await run(folder, [APP], { options: { help: true } });
    } finally {
      console.log = log;
    }
    for (const each of ['package', 'fields', '--model', '--yes', '--force', '--dry-run', 'Examples:']) {
      expect(lines.join('\n')).toContain(each);
    }
  });
});

describe('wrong input', () => {
  test.each([
    ['../evil', 'evil'],
    ['Invoices', 'Invoices'],
    ['class', 'class'],
    ['match', 'match'],
    ['nul', 'nul'],
    ['a'.repeat(42), 'a'.repeat(42)],
    ['', ''],
  ])('a package called %j is refused', async (name, said) => {
    expectRefused(await run(folder, [APP, name, 'number:str'], yes), 2, said);
  });

  test.each([
    [['core'], 'holds something else'],
    [['main'], 'main.py'],
    [['users', 'number:str'], 'modelled on'],
  ])('the package %j is taken', async (args, said) => {
    const outcome = await run(folder, [APP, ...args], yes);
    expect([2, 5]).toContain(outcome.error?.code);
    expect(outcome.error?.message).toContain(said);
    expect(tree(folder)).toEqual(before);
  });

  test('a table that another package has is taken, whatever the package is called', async () => {
    const outcome = await run(folder, [APP, 'accounts', 'name:str'], { options: { yes: true, model: 'User' } });
    expectRefused(outcome, 2, 'the table users', '--model');
    expect(outcome.error?.message).toMatch(/^\[table-taken\] backend\/app\/users\/models\.py:\d+: /m);
  });

  test('a class that another package has of the same base is taken, in whatever module it is', async () => {
    const path = join(folder, 'backend/app/users/entities.py');
    writeFileSync(
      path,
      'from app.core.db import Base\nfrom sqlalchemy.orm import Mapped, mapped_column\n\n\nclass Item(Base):\n    __tablename__ = "user_items"\n\n    id: Mapped[int] = mapped_column(primary_key=True)\n',
    );
    before = tree(folder);
    const outcome = await run(folder, [APP, 'items', 'title:str'], yes);
    expectRefused(outcome, 2, '[class-taken]', 'a class Item', 'users/entities.py:5', '--model');
  });

  test('a model whose fixtures pytest would take for hooks is refused', async () => {
    expectRefused(await run(folder, [APP, 'pytest_runs'], yes), 2, 'PytestRun', 'hooks');
  });

  test('a field that is called as a function of the package is refused', async () => {
    expectRefused(await run(folder, [APP, 'events', 'as_utc:datetime'], yes), 2, 'as_utc', 'column=as_utc');
  });

  test('a folder that differs only by case is taken', async () => {
    mkdirSync(join(folder, 'backend/app/Invoices'));
    expectRefused(await run(folder, INVOICES, yes), 2, '[package-taken] backend/app/Invoices: ', 'case');
  });

  test('a name of the standard library is fine below app', async () => {
    expect((await run(folder, [APP, 'calendar', 'day:date'], yes)).error).toBeUndefined();
  });

  test('all wrong fields are shown at once, each with a caret', async () => {
    const outcome = await run(
      folder,
      [APP, 'invoices', 'status:enum.draft.published:default=drafd', 'metadata:str', 'x:string'],
      yes,
    );
    expectRefused(outcome, 2, 'Did you mean draft?', 'metadata', 'Did you mean str?', '^');
  });

  test('a model that joins two others and is not there is refused with what makes it', async () => {
    const asked = [APP, 'invoices', 'readers:m2m.users.User:through=Reading'];
    expectRefused(await run(folder, asked, yes), 2, '[through-unknown]', 'no model Reading', 'beside Invoice');
  });

  test('many records of a model that is not there are refused with those that are', async () => {
    expectRefused(await run(folder, [APP, 'invoices', 'tags:m2m.tags.Tag'], yes), 2, 'There are m2m.users.User.');
  });

  test('an unknown option is refused with the likely one', async () => {
    expectRefused(await run(folder, INVOICES, { options: { yes: true, modle: 'Bill' } }), 2, '--modle', 'model');
  });

  test('a model name without a value is refused', async () => {
    expectRefused(await run(folder, INVOICES, { options: { yes: true, model: true } }), 2, '--model needs a value');
  });

  test('a folder that is no backend ends with status 3', async () => {
    const empty = scratch();
    mkdirSync(empty, { recursive: true });
    const outcome = await run(empty, INVOICES, yes);
    expect(outcome.error?.code).toBe(3);
    expect(outcome.error?.message).toContain('app/main.py');
    expect(tree(empty)).toEqual({});
  });
});

describe('options for the host', () => {
  test('--no-register writes the package, leaves the host alone and prints the lines', async () => {
    const outcome = await run(folder, INVOICES, { options: { yes: true, register: false } });
    expect(outcome.error).toBeUndefined();
    expect(changed()).toEqual([]);
    expect(added()).toHaveLength(PACKAGE_FILES.length);
    for (const line of [
      'backend/app/main.py',
      'invoices_models.Base.metadata.create_all(bind=engine)',
      'backend/app/api/v1/endpoints.py',
      'router.include_router(invoices_api.router, tags=["invoices"])',
    ]) {
      expect(outcome.printed).toContain(line);
    }
    const later = await run(folder, INVOICES, yes);
    expect(later.error).toBeUndefined();
    expect(changed()).toEqual(['backend/app/api/v1/endpoints.py', 'backend/app/main.py']);
  });

  test('are taken when they say what is there', async () => {
    const options = {
      yes: true,
      backend: 'backend',
      main: 'backend/app/main.py',
      'router-file': 'backend/app/api/v1/endpoints.py',
      router: 'router',
      like: 'users',
    };
    expect((await run(folder, INVOICES, { options })).error).toBeUndefined();
    expect(changed()).toEqual(['backend/app/api/v1/endpoints.py', 'backend/app/main.py']);
  });

  test.each([
    ['backend', 'nowhere', 'is not an existing folder'],
    ['main', 'backend/app/users/models.py', 'has no call of FastAPI()'],
    ['main', 'backend/app/nothing.py', 'is not an existing Python file'],
    ['router-file', 'backend/app/nothing.py', 'is not an existing Python file'],
    ['router', 'nope', 'has nope'],
    ['like', 'posts', 'there is no package posts'],
  ])('--%s=%s is checked', async (name, value, says) => {
    expectRefused(await run(folder, INVOICES, { options: { yes: true, [name]: value } }), 2, `--${name}`, says);
  });
});

describe('a host of another shape', () => {
  const main = 'backend/app/main.py';
  const edit = (path: string, change: (text: string) => string): void => {
    writeFileSync(join(folder, path), change(before[path] ?? ''));
    before = tree(folder);
  };

  test('without users lines is refused with the lines to paste', async () => {
    edit(main, () => 'from fastapi import FastAPI\n\napp = FastAPI()\n');
    expectRefused(
      await run(folder, INVOICES, yes),
      3,
      'Nothing here makes tables',
      'Add by hand:\n  backend/app/main.py\n    from app.invoices import api as invoices_api\n',
    );
    const { printed } = await run(folder, INVOICES, { options: { dryRun: true, register: false } });
    expect(printed).toContain('    Nothing here makes tables: no create_all, and no Alembic.\n');
    expect(printed).not.toContain('invoices_models');
  });

  test('with an async session is refused', async () => {
    edit('backend/app/core/db.py', (text) =>
      text.replace('def get_db', 'async def get_db').replace('SessionLocal()', 'await opened()'),
    );
    expectRefused(
      await run(folder, INVOICES, yes),
      3,
      'async',
      'invoices_models.Base.metadata.create_all(bind=engine)',
    );
  });

  test('with a syntax error is refused', async () => {
    edit(main, (text) => `${text}def broken(:\n`);
    expectRefused(await run(folder, INVOICES, yes), 3, 'main.py');
  });

  test('with a router file that is not there is refused', async () => {
    renameSync(join(folder, 'backend/app/api/v1/endpoints.py'), join(folder, 'backend/app/api/v1/routes.py'));
    before = tree(folder);
    expectRefused(await run(folder, INVOICES, yes), 3, 'endpoints.py does not exist');
  });

  test('behind a symbolic link, with a second hard link, or not UTF-8 is refused', async () => {
    const path = join(folder, main);
    linkSync(path, join(folder, 'twin.py'));
    before = tree(folder);
    expectRefused(await run(folder, INVOICES, yes), 3, 'hard links');
    rmSync(path);
    symlinkSync(join(folder, 'twin.py'), path);
    before = tree(folder);
    expectRefused(await run(folder, INVOICES, yes), 3, 'not an ordinary file');
    rmSync(path);
    rmSync(join(folder, 'twin.py'));
    writeFileSync(path, Buffer.concat([Buffer.from('# caf\xe9\n', 'latin1'), Buffer.from(before[main] ?? '')]));
    before = tree(folder);
    expectRefused(await run(folder, INVOICES, yes), 3, 'UTF-8');
  });

  test('keeps its mode, its BOM and its line ends', async () => {
    const text = `\uFEFF${(before[main] ?? '').replaceAll('\n', '\r\n')}`;
    writeFileSync(join(folder, main), text);
    chmodSync(join(folder, main), 0o640);
    expect((await run(folder, INVOICES, yes)).error).toBeUndefined();
    const after = tree(folder)[main] ?? '';
    expect(after.startsWith('\uFEFF')).toBe(true);
    expect(after.replaceAll('\r\n', '')).not.toContain('\n');
    expect(after).toContain('invoices_models.Base.metadata.create_all(bind=engine)\r\n');
  });
});
