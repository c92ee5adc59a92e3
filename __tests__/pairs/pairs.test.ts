// Backends in which every two choices of teams stand together once: packages are written, and used as these are used.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pythonForTests } from '../../scripts/python.mjs';
import { scratchFolder } from '../../scripts/yo.mjs';
import { writePackage } from '../hosts/written.js';
import { shareOf } from '../share.js';
import { COMMAND, drive, type Job, treeOf } from '../styles/styles.js';
import { allPairs, CHOICES, type Choices, combinations, nameOf, pairsIn } from './choices.js';
import { hostOf } from './host.js';
import { isKept, pathsOf } from './router.js';
import { wayToService } from './speller.js';

const REQUIREMENTS: Readonly<Record<Choices['pydantic'], string>> = {
  1: join(import.meta.dirname, '../styles/requirements-pydantic-1.txt'),
  2: join(import.meta.dirname, '../styles/requirements.txt'),
};
const pythons = {
  1: await pythonForTests({ requirements: REQUIREMENTS[1] }),
  2: await pythonForTests({ requirements: REQUIREMENTS[2] }),
};
const withPython = Object.values(pythons).includes(undefined) ? describe.skip : describe;

const scratch = scratchFolder('pairs-');
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

type Host = { readonly chosen: Choices; readonly folder: string };
const HOSTS: readonly Host[] = combinations().map((chosen, index) => ({
  chosen,
  folder: join(scratch, String(index)),
}));
/** All are used over HTTP; of the others pytest only collects the tests. */
const TESTED: ReadonlySet<Host> = new Set(shareOf(HOSTS, "backends' own tests"));

/** Its own tests, and what holds of it over HTTP. */
function jobsOf(host: Host): readonly Job[] {
  const { chosen, folder } = host;
  const own = pathsOf(chosen, 'user');
  const { guard, slash, verb, list, created, said, updated, deleted } = chosen;
  // Where registering alone is open to strangers, a new record is not.
  const verbs = guard === 'nothing' ? [] : ['list', 'get', 'create', 'update', 'delete'];
  const use = {
    folder,
    app: 'app.main:app',
    root: '.',
    users: `/users${own.list}`,
    collection: `/invoices${slash}`,
    item: '/invoices/{invoice_id}',
    paths: Object.fromEntries(
      Object.entries(pathsOf(chosen, 'invoice')).map(([each, path]) => [each, `/invoices${path}`]),
    ),
    update: verb === 'put' ? ('PUT' as const) : ('PATCH' as const),
    ...(list === 'total' ? { list: 'items', total: 'total' } : {}),
    created: Number(created),
    updated: updated === 'nothing' ? 204 : said === '202' ? 202 : 200,
    isTold: updated !== 'record',
    deleted: deleted === 'nothing' ? 204 : 200,
    signIn: {
      register: { path: '/register', json: { email: 'ada@example.com' } },
      token: { path: '/token', json: { email: 'ada@example.com' } },
    },
    strangers: Object.fromEntries(verbs.map((each) => [each, 401])),
  };
  const pathsBefore = ['/health', '/register', '/token', ...Object.values(own).map((path) => `/users${path}`)];
  return [
    { ...use, work: 'tests', tests: ['-p', 'one_loop', ...(TESTED.has(host) ? [] : ['--collect-only'])] },
    { ...use, work: 'contract', pathsBefore },
  ];
}

function lay({ chosen, folder }: Host): void {
  for (const [path, text] of Object.entries(hostOf(chosen))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

test('every two choices that are possible together are', () => {
  const shown = new Set(HOSTS.flatMap(({ chosen }) => pairsIn(chosen)));
  expect([...allPairs()].filter((pair) => !shown.has(pair))).toEqual([]);
});

/** Which files of a package commit: those that hold what the backend's that do hold. */
function committingIn(files: Iterable<readonly [string, string]>): readonly string[] {
  return [...files]
    .flatMap(([path, text]) => (/\.commit\(\)/.test(text) ? path : []))
    .map((path) => path.replace(/invoice/g, 'user'))
    .sort();
}

/** The statuses that decorators say, in no order. */
function statusesIn(texts: Iterable<string>): readonly string[] {
  const decorators = [...texts].flatMap((text) => text.match(/^@router\.\w+\((?:[^()]|\([^()]*\))*\)/gm) ?? []);
  return decorators.flatMap((text) => /status_code=(\d+)/.exec(text)?.[1] ?? []).sort();
}

/** How code asks a session for rows: `query`, `scalars`, `exec`. */
function readsIn(texts: Iterable<string>): readonly string[] {
  const found = [...texts].flatMap((text) => [...text.matchAll(/\b(?:db|session)\.(query|execute|scalars?|exec)\(/g)]);
  return [...new Set(found.map(([, word = '']) => word))];
}

withPython('a package in a backend of these choices', () => {
  const ends = new Map<Host, { readonly written: unknown; said: readonly (readonly string[])[] }>();

  beforeAll(async () => {
    for (const host of HOSTS) {
      lay(host);
      const [name = '', ...fields] = COMMAND;
      ends.set(host, { written: await writePackage(host.folder, name, fields), said: [] });
    }
    const drives = CHOICES.pydantic.map(async (pydantic) => {
      const own = HOSTS.filter(({ chosen }) => chosen.pydantic === pydantic);
      const all = await drive(pythons[pydantic] ?? '', join(scratch, `${pydantic}.json`), own.flatMap(jobsOf));
      for (const [index, host] of own.entries()) {
        const end = ends.get(host);
        if (end !== undefined) end.said = all.slice(2 * index, 2 * index + 2);
      }
    });
    await Promise.all(drives);
  }, 600_000);

  test.each(HOSTS.map((host): [string, Host] => [nameOf(host.chosen), host]))(
    '%s: its tests pass, and it holds over HTTP',
    (_, host) => {
      expect(ends.get(host)).toMatchObject({ written: { name: 'invoices' }, said: [[], []] });
    },
  );

  test.each(HOSTS.map((host): [string, Host] => [nameOf(host.chosen), host]))(
    '%s: asks the session as the backend does',
    (_, { chosen, folder }) => {
      const written = [...treeOf(folder)].filter(([path]) => /invoice[^/]*\/(?!tests)|invoices?\.py$/.test(path));
      const others = readsIn(Object.values(hostOf(chosen)));
      const own = written.flatMap(([path, text]) => (/\/tests\//.test(path) ? [] : text));
      expect(readsIn(own).filter((word) => !others.includes(word))).toEqual([]);
    },
  );

  test.each(HOSTS.map((host): [string, Host] => [nameOf(host.chosen), host]))(
    '%s: says the statuses that the backend says',
    (_, { chosen, folder }) => {
      const written = [...treeOf(folder)].flatMap(([path, text]) => (/invoice/.test(path) ? text : []));
      const shown = Object.entries(hostOf(chosen)).flatMap(([path, text]) => (/user/.test(path) ? text : []));
      expect(statusesIn(written)).toEqual(statusesIn(shown));
    },
  );

  test.each(HOSTS.map((host): [string, Host] => [nameOf(host.chosen), host]))(
    '%s: commits where the backend does',
    (_, { chosen, folder }) => {
      const isOf = (word: string, path: string): boolean => path.includes(word) && !/^tests\/|\/tests\//.test(path);
      const written = [...treeOf(folder)]
        .map(([path, text]) => [relative(folder, path), text] as const)
        .filter(([path]) => isOf('invoice', path));
      const shown = Object.entries(hostOf(chosen)).filter(([path]) => isOf('user', path));
      expect(committingIn(written)).toEqual(committingIn(shown));
    },
  );

  test.each(HOSTS.map((host): [string, Host] => [nameOf(host.chosen), host]))(
    '%s: names the service that a handler makes where the backend does',
    (_, { chosen, folder }) => {
      const texts = [...treeOf(folder)].map(([, text]) => text);
      expect(texts.some((text) => text.includes('    service = InvoiceService(db)\n'))).toBe(isKept({ chosen }));
      const way = wayToService({ chosen });
      const has = (pattern: RegExp): boolean => texts.some((text) => pattern.test(text));
      expect(has(/[= (]get_invoice_service\(db\)\./)).toBe(way === 'called');
      expect(has(/ InvoiceService\((?:InvoiceRepository\(db\)|db)\)\.\w+\(/)).toBe(
        way === 'made' || (chosen.layers === 'service' && !isKept({ chosen })),
      );
    },
  );
});
