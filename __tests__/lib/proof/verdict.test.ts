import { describe, expect, test } from '@jest/globals';
import { sessionVerdict } from '../../../lib/proof/own-session.js';
import type { ProofQuestion } from '../../../lib/proof/question.js';
import type {
  Late,
  PassedDependency,
  ProbeReport,
  Ran,
  SeenRoute,
  Stopped,
  Tested,
} from '../../../lib/proof/report.js';
import { readReport } from '../../../lib/proof/report.js';
import { steady } from '../../../lib/proof/routes.js';
import { testsVerdict, verdictOf } from '../../../lib/proof/verdict.js';
import { verdictLine } from '../../../lib/proof/verdict-line.js';

const QUESTION: ProofQuestion = {
  root: '/b',
  project: '/b',
  top: '/b',
  folders: ['/b'],
  app: { module: 'app.main', name: 'app', isFactory: false },
  environments: [],
  modules: [],
  tests: [],
  testFiles: [],
  packages: [
    {
      name: 'invoices',
      singular: 'invoice',
      paths: ['/invoices'],
      models: ['Invoice'],
      owns: (path) => path.startsWith('/b/app/invoices/'),
    },
  ],
  blueprint: {
    name: 'users',
    singular: 'user',
    owns: (path) => path.startsWith('/b/app/users/'),
    paths: ['/users'],
  },
  isRegistered: true,
  isEdited: (path) => path === '/b/app/users/api.py',
};

const guard = (id: string, more: Partial<PassedDependency> = {}): PassedDependency => ({
  id,
  detail: '',
  file: null,
  isGuard: true,
  scopes: [],
  isOfRecord: false,
  ...more,
});
const USER = guard('app.auth:current_user');

function route(key: string, guards: readonly PassedDependency[] = [], more: Partial<SeenRoute> = {}): SeenRoute {
  const [method = '', path = ''] = key.split(' ');
  const owner = path.split('/')[1];
  return {
    method,
    path,
    endpoint: `app.${owner}.api:handler`,
    files: [`/b/app/${owner}/api.py`],
    line: 7,
    dependencies: guards,
    wrappers: [],
    routeClass: null,
    routerClass: null,
    operationId: key,
    isShown: true,
    ...more,
  };
}

const table = (name: string, file: string) => ({
  columns: ['id'],
  classes: [{ name, file: `/b/app/${file}/models.py` }],
});

function ran(routes: readonly SeenRoute[], more: Partial<Ran> = {}): Ran {
  const operations = Object.fromEntries(
    routes.map((each) => [`${each.method} ${each.path}`, { id: each.operationId }]),
  );
  const tables = routes.some(({ path }) => path.startsWith('/invoices'))
    ? { users: table('User', 'users'), invoices: table('Invoice', 'invoices') }
    : { users: table('User', 'users') };
  const rest = { created: [], dangling: [], operations, schemas: {}, refused: [] };
  return { kind: 'ran', routes, tables, ...rest, ...more };
}

const stopped: Stopped = {
  kind: 'stopped',
  stage: 'import',
  error: 'ImportError: no name',
  type: 'ImportError',
  at: { path: '/b/app/invoices/api.py', line: 5 },
  missing: [],
  isRefused: false,
  missingModule: null,
  refused: [],
};

/** What is said of a plan: the line, or the ids with their reasons. */
function said(before: ProbeReport, after: ProbeReport, more: Partial<ProofQuestion> = {}, isPublic = false): string {
  const verdict = verdictOf({ ...QUESTION, ...more }, before, after, isPublic);
  if (verdict.kind !== 'failed') return verdictLine(verdict, '/b');
  return verdict.refusals.map(({ id, reason }) => `[${id}] ${reason}`).join('\n');
}

/** The same for new routes beside those of the blueprint. */
function saidOf(blueprint: readonly SeenRoute[], fresh: readonly SeenRoute[], isPublic = false): string {
  return said(ran(blueprint), ran([...blueprint, ...fresh]), {}, isPublic);
}

test('a package that is written anew is new, and has to be guarded as it was to be', () => {
  const packages = QUESTION.packages.map((each) => ({ ...each, isReplaced: true }));
  const users = route('get /users', [USER]);
  const columns = {
    users: table('User', 'users'),
    invoices: { ...table('Invoice', 'invoices'), columns: ['id', 'total'] },
  };
  const more: Partial<Ran> = { tables: columns, schemas: { Invoice: 2 } };
  const before = ran([users, route('get /invoices', [USER])], { schemas: { Invoice: 1 } });
  expect(
    said(
      before,
      ran([users, route('get /invoices', [USER])], { ...more, operations: { 'get /users': { id: 'get /users' } } }),
      { packages },
    ),
  ).toBe("proven: starts, +1 route guarded like users', +1 table");
  const open = ran([users, route('get /invoices')], { ...more, operations: { 'get /users': { id: 'get /users' } } });
  expect(said(before, open, { packages })).toMatch(/^\[proof-guards\]/);
});

describe('who may call the new routes', () => {
  test('those that may call the routes of the blueprint', () => {
    expect(saidOf([route('get /users', [USER])], [route('get /invoices', [USER])])).toBe(
      "proven: starts, +1 route guarded like users', +1 table",
    );
    expect(saidOf([route('get /users')], [route('get /invoices')])).toBe(
      'proven: starts, +1 route open to everybody, as those of users are, +1 table',
    );
  });

  test('fewer than may call those of the blueprint', () => {
    expect(saidOf([route('get /users')], [route('get /invoices', [USER])])).toBe(
      'proven: starts, +1 route with a guard that those of users do not have, +1 table',
    );
    expect(saidOf([route('get /users')], [route('get /invoices', [USER]), route('post /invoices')])).toBe(
      'proven: starts, +2 routes, +1 table',
    );
  });

  test('nobody else', () => {
    expect(saidOf([route('get /users', [USER])], [route('get /invoices')])).toBe(
      '[proof-guards] With this plan GET /invoices would let in callers that GET /users does not: it is guarded by current_user of app.auth, and they are not.',
    );
  });

  test('others, too, where that is asked for', () => {
    expect(saidOf([route('get /users', [USER])], [route('get /invoices')], true)).toContain(
      'open to more callers than those of the blueprint, as asked',
    );
  });

  test('each route is compared with the one of the same verb and place', () => {
    const blueprint = [route('post /users'), route('get /users', [USER]), route('get /users/{user_id}', [USER])];
    expect(saidOf(blueprint, [route('post /invoices'), route('get /invoices', [USER])])).toContain('proven');
    expect(saidOf(blueprint, [route('get /invoices', [USER]), route('get /invoices/{id}')])).toContain(
      'GET /users/{user_id}',
    );
  });

  test('an update with PATCH is compared with one with PUT', () => {
    const fresh = [route('get /invoices'), route('patch /invoices/{id}')];
    expect(saidOf([route('get /users'), route('put /users/{user_id}', [USER])], fresh)).toContain(
      'PATCH /invoices/{id}',
    );
  });

  test('a verb that the blueprint lacks is guarded by what guards all of its routes', () => {
    const blueprint = [route('get /users', [USER]), route('post /users', [USER])];
    const fresh = [route('get /invoices', [USER]), route('delete /invoices/{id}')];
    expect(saidOf(blueprint, fresh)).toContain('DELETE /invoices/{id} would let in callers');
  });

  test('a guard that was made with something else is another one', () => {
    const admin = guard('app.auth:Role', { detail: "{role: 'admin'}" });
    const staff = guard('app.auth:Role', { detail: "{role: 'staff'}" });
    expect(saidOf([route('get /users', [admin])], [route('get /invoices', [staff])])).toContain(
      "Role of app.auth with {role: 'admin'}",
    );
  });

  test('a guard that names the package names the new one there', () => {
    const users = guard('app.auth:Right', { detail: "{right: 'users:read'}" });
    const invoices = guard('app.auth:Right', { detail: "{right: 'invoices:read'}" });
    expect(saidOf([route('get /users', [users])], [route('get /invoices', [invoices])])).toContain('proven');
  });

  test('a guard of the blueprint has its counterpart in the new package', () => {
    const users = guard('app.users.deps:require_user_reader', { file: '/b/app/users/deps.py' });
    const invoices = guard('app.invoices.deps:require_invoice_reader', { file: '/b/app/invoices/deps.py' });
    expect(saidOf([route('get /users', [users])], [route('get /invoices', [invoices])])).toContain('proven');
  });

  test('scopes that are asked for are asked for, too', () => {
    const scoped = { ...USER, scopes: ['users'] };
    expect(saidOf([route('get /users', [scoped])], [route('get /invoices', [USER])])).toContain('[proof-guards]');
  });

  test('a dependency of one record guards no other', () => {
    const record = guard('app.users.deps:own_user', { isOfRecord: true });
    const blueprint = [route('get /users'), route('get /users/{user_id}', [record])];
    expect(saidOf(blueprint, [route('get /invoices'), route('get /invoices/{id}')])).toContain('proven');
  });

  test('the classes of routes and of routers count', () => {
    for (const own of [{ routeClass: 'app.web:Checked' }, { routerClass: 'app.web:Checked' }]) {
      expect(saidOf([route('get /users', [], own)], [route('get /invoices')])).toContain(
        'guarded by Checked of app.web',
      );
    }
  });

  test('of two versions the one of the same path is compared', () => {
    const blueprint = [route('get /v1/users', [USER]), route('get /v2/users')].map((each) => ({
      ...each,
      files: ['/b/app/users/api.py'],
    }));
    const fresh = [route('get /v1/invoices', [USER]), route('get /v2/invoices')].map((each) => ({
      ...each,
      files: ['/b/app/invoices/api.py'],
    }));
    const more = {
      packages: QUESTION.packages.map((each) => ({ ...each, paths: ['/v1/invoices', '/v2/invoices'], models: [] })),
      blueprint: {
        name: 'users',
        singular: 'user',
        owns: (path: string) => path.includes('/users/'),
        paths: ['/v1/users', '/v2/users'],
      },
    };
    expect(said(ran(blueprint), ran([...blueprint, ...fresh]), more)).toContain('proven');
  });
});

describe('what else has to hold', () => {
  const users = route('get /users');
  const invoices = route('get /invoices');

  test('the application starts', () => {
    const verdict = verdictOf(QUESTION, ran([users]), stopped, false);
    expect(verdict).toEqual({
      kind: 'failed',
      refusals: [
        {
          id: 'proof-import',
          status: 4,
          reason: 'With this plan the application would not start: ImportError: no name',
          at: { path: '/b/app/invoices/api.py', line: 5 },
          hint: '--proof=off writes it without the proof.',
        },
      ],
    });
  });

  test('what was there is as it was', () => {
    const other = ran([users, invoices], { operations: { 'get /users': { id: 'other' } } });
    expect(said(ran([users]), other)).toBe('[proof-changed] With this plan GET /users would change.');
    expect(said(ran([users]), ran([invoices]))).toContain(
      '[proof-changed] With this plan the application would no longer serve GET /users.',
    );
  });

  test('but for a delete that the plan lets answer 409', () => {
    const operation = (responses: object): Ran['operations'] => ({ 'delete /users/{id}': { responses } });
    const all = [route('delete /users/{id}'), route('get /users')];
    const before = ran(all, { operations: operation({ 404: 'missing' }) });
    const conflict = ran([...all, invoices], { operations: operation({ 404: 'missing', 409: 'kept' }) });
    const other = ran([...all, invoices], { operations: operation({ 404: 'gone', 409: 'kept' }) });
    const changed = '[proof-changed] With this plan DELETE /users/{id} would change.';

    expect(said(before, conflict)).toMatch(/^proven/);
    expect(said(before, conflict, { isEdited: () => false })).toBe(changed);
    expect(said(before, other)).toBe(changed);
  });

  test('a difference between two runs of the host itself is none', () => {
    const [one, other] = ['1', '2'].map((id) =>
      ran([users], { operations: { 'get /users': { id } }, schemas: { a: id, b: 'same' } }),
    );
    if (one === undefined || other === undefined) throw new Error();
    expect(steady(one, other)).toMatchObject({ operations: {}, schemas: { b: 'same' } });
  });

  test('the new routes are where the plan says, once, and no other', () => {
    expect(said(ran([users]), ran([users]))).toContain('would not serve invoices below /invoices.');
    expect(
      saidOf([users], [invoices, route('get /old/invoices', [], { files: ['/b/app/invoices/api.py'] })]),
    ).toContain('would serve GET /old/invoices, which nobody asked for.');
    expect(saidOf([users], [invoices, invoices])).toContain('would have GET /invoices twice.');
  });

  test('a package that is served already may lack another line', () => {
    expect(saidOf([users, invoices], [users, invoices])).toMatch(/^proven/);
  });

  test('an operation id is of one route, if the document shows both', () => {
    expect(saidOf([users], [{ ...invoices, operationId: users.operationId }])).toContain('[proof-operation-ids]');
    expect(saidOf([{ ...users, isShown: false }], [{ ...invoices, operationId: users.operationId }])).toContain(
      'proven',
    );
  });

  test('a query that nothing else asks for is what a dependency of the blueprint has in its path', () => {
    const needs = (name: string, where = 'query') => ({ parameters: [{ name, in: where, required: true }] });
    const said = (known: unknown, own: unknown) => {
      const verdict = verdictOf(
        QUESTION,
        ran([users], { operations: { 'get /users': known } }),
        ran([users, invoices], { operations: { 'get /users': known, 'get /invoices': own } }),
        false,
      );
      return JSON.stringify(verdict);
    };
    expect(said(needs('user_id', 'path'), needs('user_id'))).toContain('proof-query');
    expect(said(needs('tenant'), needs('tenant'))).not.toContain('proof-query');
    expect(said({}, needs('invoice_id', 'path'))).not.toContain('proof-query');
  });

  test('tables are made and migrated where the blueprint’s are', () => {
    const late = ran([users, invoices], { created: [['users']] });
    expect(said(ran([users]), late)).toBe(
      '[proof-models] With this plan the call that makes the tables would not know invoices.',
    );
    const unseen = ran([users, invoices], { migrated: ['users'] });
    expect(said(ran([users]), unseen)).toContain('[proof-models] With this plan Alembic would not know invoices');
    const both = ran([users, invoices], {
      created: [['users'], ['invoices', 'users']],
      migrated: ['invoices', 'users'],
    });
    expect(said(ran([users]), both)).toContain('proven');
  });

  test('a foreign key leads somewhere, unless it led nowhere before', () => {
    const dangling = { dangling: ['invoices refers to customers'] };
    expect(said(ran([users]), ran([users, invoices], dangling))).toContain('[proof-tables]');
    expect(said(ran([users], dangling), ran([users, invoices], dangling))).toContain('proven');
  });

  test('a package that is not registered is only imported', () => {
    const more = { isRegistered: false };
    const after = ran([users], { tables: { users: table('User', 'users'), invoices: table('Invoice', 'invoices') } });
    expect(said(ran([users]), after, more)).toBe('proven: starts, its routes are not registered, +1 table');
  });
});

describe('what cannot be proven', () => {
  const after = ran([]);

  test.each<[string, ProbeReport, string]>([
    [
      'variables',
      { ...stopped, missing: ['KEY', 'URL'] },
      'the application needs environment variables that are not set: KEY, URL (app/invoices/api.py:5)',
    ],
    [
      'one variable',
      { ...stopped, missing: ['KEY'], at: null },
      'the application needs an environment variable that is not set: KEY',
    ],
    [
      'a connection',
      { ...stopped, isRefused: true, refused: [{ kind: 'network', what: 'db 5432', at: null }] },
      'importing the application opens a connection: db 5432 (app/invoices/api.py:5)',
    ],
    ['a library', { ...stopped, missingModule: 'sdk', at: null }, "the host's Python has no module sdk"],
    ['another error', { ...stopped, at: null }, 'the application does not start as it is: ImportError: no name'],
    [
      'too long',
      { kind: 'late', at: { path: '/b/app/main.py', line: 2 }, refused: [] },
      'importing the application takes too long (app/main.py:2)',
    ],
    ['no answer', { kind: 'silent', said: 'Killed' }, 'Python ended without an answer: Killed'],
  ])('%s', (_, before, why) => {
    expect(said(before, after)).toBe(`not proven: ${why}`);
  });

  test('a start with the plan that asks for what it does not get here', () => {
    const refused = [{ kind: 'process' as const, what: 'git', at: null }];
    expect(said(ran([]), { ...stopped, isRefused: true, refused })).toContain(
      'not proven: importing the application starts another program',
    );
  });
});

test('the tests of the package are told with what fails', () => {
  const facts = { routes: 5, tables: 1, guards: 'open' as const, like: 'users', isRegistered: true, tests: undefined };
  const passed = testsVerdict(facts, { kind: 'tested', status: 0, passed: 24, failed: [], said: '', refused: [] });
  expect(passed).toMatchObject({ kind: 'proven', facts: { tests: 24 } });
  const failing = { test: 'tests/test_api.py::test_it', error: 'assert 1 == 2', at: null };
  const failed = testsVerdict(facts, {
    kind: 'tested',
    status: 1,
    passed: 0,
    failed: [failing],
    said: '',
    refused: [],
  });
  expect(failed).toMatchObject({
    refusals: [{ id: 'proof-tests', reason: 'tests/test_api.py::test_it fails: assert 1 == 2' }],
  });
  expect(testsVerdict(facts, { kind: 'late', at: null, refused: [] })).toMatchObject({
    kind: 'unproven',
    why: 'its tests take longer than --proof-timeout gives them',
  });
  const away = { ...failing, error: 'Refused: the database (postgresql) is not available here' };
  const tested = { kind: 'tested', status: 1, passed: 0, said: '', refused: [] } as const;
  expect(testsVerdict(facts, { ...tested, failed: [away, away] })).toMatchObject({
    kind: 'unproven',
    why: 'the fixtures of its tests ask for what is not here: the database (postgresql) is not available here',
  });
  expect(testsVerdict(facts, { ...tested, failed: [away, failing] })).toMatchObject({ kind: 'failed' });
  const said = "ModuleNotFoundError: No module named 'grpc'";
  const none = testsVerdict(facts, { kind: 'tested', status: 4, passed: 0, failed: [], said, refused: [] });
  expect(none).toMatchObject({
    refusals: [{ id: 'proof-tests', reason: `pytest ended with 4 and ran no test of the package: ${said}` }],
  });
  const option = { kind: 'tested', status: 4, passed: 0, failed: [], refused: [] } as const;
  expect(testsVerdict(facts, { ...option, said: 'unrecognized arguments: -n4' })).toMatchObject({
    kind: 'unproven',
    why: 'pytest does not know what the host gives it: unrecognized arguments: -n4',
  });
});

test('what is no document of the probe is no report', () => {
  expect(readReport('')).toBeUndefined();
  expect(readReport('{"kind":"other"}')).toBeUndefined();
  expect(readReport('{"kind":"late","at":null,"refused":[]}')).toMatchObject({ kind: 'late' });
});

test('a new route that middleware lets in where it refuses strangers on the blueprint is open', () => {
  const asked = (key: string, stranger: 'in' | number | null): SeenRoute => route(key, [], { stranger });
  const [open, guarded] = [asked('get /invoices', 'in'), asked('get /users', 401)];
  expect(saidOf([guarded], [open])).toBe(
    '[proof-guards] With this plan GET /invoices would let in callers that GET /users does not: it is guarded by a middleware (401 without credentials), and they are not.',
  );
  expect(saidOf([guarded], [open], true)).toContain('open to more callers');
  expect(saidOf([guarded], [asked('get /invoices', 403)])).toContain(
    "+1 route guarded like users', middleware answers 403 without credentials, to tests too",
  );
  for (const [theirs, ours] of [
    [401, null],
    [null, null],
    [null, 'in'],
  ] as const) {
    const line = saidOf([asked('get /users', theirs)], [asked('get /invoices', ours)]);
    expect(line).toBe('proven: starts, +1 route, +1 table');
  }
  expect(saidOf([asked('get /users', 'in')], [open])).toContain('open to everybody');
});

describe("tests that put a session of their own in the place of the application's", () => {
  const facts = { routes: 5, tables: 1, guards: 'open' as const, like: 'users', isRegistered: true, tests: 24 };
  const tested = { kind: 'tested', status: 1, passed: 0, said: '', refused: [] } as const;
  const failing = {
    test: 'test_api.py::test_it',
    error: 'assert 404 == 200',
    at: null,
    within: { path: '/b/app/invoices/tests/test_api.py', line: 3 },
    isElsewhere: false,
  };
  const verdict = (report: Tested | Late) => sessionVerdict(QUESTION, facts, ['app.core.db:get_db'], report);
  const line = (report: Tested | Late): string => {
    const found = verdict(report);
    return found.kind === 'failed' ? '' : verdictLine(found, '/b');
  };

  test('are told with it where they pass with both', () => {
    expect(line({ ...tested, status: 0, failed: [] })).toContain('tests 24 passed, also through get_db of app.core.db');
  });

  test('fail where the package does not work with the session that callers get', () => {
    expect(verdict({ ...tested, failed: [failing] })).toMatchObject({
      refusals: [
        {
          id: 'proof-session',
          reason:
            'Its tests pass with a session of their own. With get_db of app.core.db, which the application uses, ' +
            'test_api.py::test_it fails: assert 404 == 200',
        },
      ],
    });
  });

  test.each([
    ['of what the host itself does', { ...failing, within: { path: '/b/app/core/db.py', line: 9 } }],
    ['of a statement that the database does not take', { ...failing, isElsewhere: true }],
    ['of what nobody knows', { ...failing, within: null }],
  ])('say that it was not tried, because %s', (_, each) => {
    expect(line({ ...tested, failed: [each] })).toContain(
      'tests 24 passed; not tried through get_db of app.core.db: assert 404 == 200',
    );
  });

  test('say that it was not tried where the time is over', () => {
    expect(line({ kind: 'late', at: null, refused: [] })).toContain(
      'not tried through get_db of app.core.db: its tests take longer than --proof-timeout',
    );
  });
});
