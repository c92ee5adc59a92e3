// What a run shows of the proof, and how it ends where the proof fails.
import { appendFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import Generator from 'yeoman-generator';
import { composeBackendPackage } from '../../generators/api.js';
import { pythonForTests } from '../../scripts/python.mjs';
import { copyOfStandard, type Outcome, run, tree } from './run.js';

const python = await pythonForTests();
const withPython = python === undefined ? describe.skip : describe;

const COMMAND = ['backend-package:app', 'invoices', 'number:str.32:unique'];

function add(folder: string, options: Readonly<Record<string, unknown>>): Promise<Outcome> {
  return run(folder, COMMAND, { options: { yes: true, ...options } });
}

/** A host whose operation ids are the names of its functions, one of which the new package will have, too. */
function hostWithTakenId(): string {
  const folder = copyOfStandard();
  const main = join(folder, 'backend/app/main.py');
  const named = 'FastAPI(generate_unique_id_function=lambda route: route.name, ';
  writeFileSync(main, readFileSync(main, 'utf8').replace('FastAPI(title', `${named}title`));
  const route = '\n\n@router.get("/unpaid")\ndef list_invoices() -> list[int]:\n    return []\n';
  appendFileSync(join(folder, 'backend/app/api/v1/endpoints.py'), route);
  return folder;
}

/** A host whose sessions a method opens, so that tests put one of their own in the place of its dependency. */
function hostWithDatabase(opening: string, does = 'yield db'): string {
  const folder = copyOfStandard();
  const path = join(folder, 'backend/app/core/db.py');
  const text = readFileSync(path, 'utf8');
  const database = `
class Database:
    def __init__(self, url: str) -> None:
        self.engine = create_engine(url, connect_args=connect_args, echo=False)
        self.sessions = sessionmaker(bind=self.engine, expire_on_commit=False)

    def session(self) -> Iterator[Session]:
        ${opening}:
            ${does}


database = Database(DATABASE_URL)
engine = database.engine


def get_db() -> Iterator[Session]:
    yield from database.session()
`;
  const kept = text.slice(0, text.indexOf('def get_db')).replace(/^engine = .*\nSessionLocal.*$/m, '');
  writeFileSync(path, kept + database);
  return folder;
}

/** What this process left: others prove something at the same time. */
const leftovers = (): readonly string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`backend-package-proof-${process.pid}-`));

describe('without a Python of the host', () => {
  test('the plan says so and is written', async () => {
    const { printed, error } = await add(copyOfStandard(), {});
    expect(error).toBeUndefined();
    expect(printed).toContain('    not proven: no Python of the host was found; --python names one');
    expect(printed).toContain('Wrote 12 files');
  });

  test('a proof that was asked for by name ends with status 4, and nothing is written', async () => {
    const folder = copyOfStandard();
    const before = tree(folder);
    const { error } = await add(folder, { proof: 'import' });
    expect(error?.code).toBe(4);
    expect(error?.message).toContain(
      '[proof-impossible] The plan could not be proven: no Python of the host was found',
    );
    expect(tree(folder)).toEqual(before);
  });

  test('nothing is said where no proof is wanted', async () => {
    const { printed } = await add(copyOfStandard(), { proof: 'off' });
    expect(printed).not.toContain('proven');
  });

  test.each([
    [{ proof: 'yes' }, '[option-value] --proof is auto, import, full or off, not "yes".'],
    [{ proofTimeout: '0' }, '[option-value] --proof-timeout is a number of seconds from 1 to 3600, not "0".'],
    [{ python: '' }, '[option-without-value] --python needs a value, as in --python=NAME.'],
  ])('%j is refused', async (options, message) => {
    const { error } = await add(copyOfStandard(), options);
    expect(error?.code).toBe(2);
    expect(error?.message).toContain(message);
  });

  test('a Python that cannot be started proves nothing', async () => {
    const { printed, error } = await add(copyOfStandard(), { python: '/nowhere/python' });
    expect(error).toBeUndefined();
    expect(printed).toContain('not proven: Python ended without an answer: spawn /nowhere/python ENOENT');
  });
});

withPython('with a Python', () => {
  test('the plan says what was proven', async () => {
    const { printed, error } = await add(copyOfStandard(), { python });
    expect(error).toBeUndefined();
    expect(printed).toContain('    proven: starts, +5 routes open to everybody, as those of users are, +1 table\n');
  });

  test('it is found beside the project, where tools put it', async () => {
    const folder = copyOfStandard();
    symlinkSync(dirname(dirname(python ?? '')), join(folder, '.venv'));
    const { printed } = await run(folder, COMMAND, { options: { dryRun: true } });
    expect(printed).toContain('    proven: starts');
  });

  test('with full an option of a plugin that is not here is told', async () => {
    const folder = copyOfStandard();
    const path = join(folder, 'backend/pyproject.toml');
    writeFileSync(path, readFileSync(path, 'utf8').replace('testpaths', 'addopts = "--cov=app"\ntestpaths'));
    const { error } = await add(folder, { python, proof: 'full', proofTimeout: 300 });
    expect(error?.message).toContain('pytest does not know what the host gives it: unrecognized arguments: --cov=app');
  });

  test('with full the tests of the package are run, too', async () => {
    const { printed, error } = await add(copyOfStandard(), { python, proof: 'full', proofTimeout: 300 });
    expect(error).toBeUndefined();
    expect(printed).toMatch(/proven: starts, .*, tests \d\d passed/);
  });

  test('with full they are run through the session of the application, too, where they have one of their own', async () => {
    const { printed, error } = await add(hostWithDatabase('with self.sessions() as db'), {
      python,
      proof: 'full',
      proofTimeout: 300,
    });
    expect(error).toBeUndefined();
    expect(printed).toMatch(/tests \d\d passed, also through get_db of app\.core\.db\n/);
  });

  test('with full a session of the application that forgets what is written is seen', async () => {
    const host = hostWithDatabase('with self.sessions() as db', 'db.commit = db.flush; yield db');
    const { error } = await add(host, { python, proof: 'full', proofTimeout: 300 });
    expect(error?.code).toBe(4);
    expect(error?.message).toContain(
      ' Its tests pass with a session of their own. With get_db of app.core.db, which the application uses, ',
    );
    expect(error?.message).toContain('test_create_invoice fails: AssertionError');
    expect(error?.message).toContain('[proof-session]');
  });

  test('with full it is said what the session of the application asks for that the database of tests has not', async () => {
    const host = hostWithDatabase(
      'with self.sessions() as db',
      'db.connection().exec_driver_sql("SET x = 1"); yield db',
    );
    const { printed, error } = await add(host, { python, proof: 'full', proofTimeout: 300 });
    expect(error).toBeUndefined();
    expect(printed).toMatch(/tests \d\d passed; not tried through get_db of app\.core\.db: .*syntax error\n/);
  });

  test('a plan that does not hold ends with status 4, and nothing is written or left behind', async () => {
    const folder = hostWithTakenId();
    const before = tree(folder);
    const { error } = await add(folder, { python, force: true });
    expect(error?.code).toBe(4);
    expect(error?.message).toBe(
      '[proof-operation-ids] With this plan two routes would have the operation id list_invoices.\n' +
        '--proof=off writes it without the proof.',
    );
    expect(tree(folder)).toEqual(before);
    expect(leftovers()).toEqual([]);
  });

  test('the same plan is written where no proof is wanted', async () => {
    const { error } = await add(hostWithTakenId(), { python, proof: 'off' });
    expect(error).toBeUndefined();
  });

  test('a larger generator gets the same error, for a host that exists in memory alone', async () => {
    const folder = hostWithTakenId();
    const host = tree(folder);
    class Parent extends Generator {
      async initializing(): Promise<void> {
        await composeBackendPackage(this, { package: 'invoices', fields: ['number:str.32'] });
      }
      writing(): void {
        for (const [path, text] of Object.entries(host)) this.fs.write(this.destinationPath(path), text);
      }
    }
    process.env['VIRTUAL_ENV'] = dirname(dirname(python ?? ''));
    const empty = join(folder, 'new');
    mkdirSync(empty);
    try {
      const { error } = await run(empty, ['parent'], {
        prepare: (env) => env.register(Parent as never, { namespace: 'parent' } as never),
      });
      expect(error?.code).toBe(4);
      expect(error?.message).toContain('[proof-operation-ids]');
    } finally {
      delete process.env['VIRTUAL_ENV'];
    }
    expect(tree(empty)).toEqual({});
  });
});
