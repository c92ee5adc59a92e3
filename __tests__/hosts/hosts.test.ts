import { mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { create as createStore } from 'mem-fs';
import { create } from 'mem-fs-editor';
import { hostFiles } from '../../generators/yeoman/host-files.js';
import { registerPackage } from '../../lib/registration/register.js';
import { pythonForTests, run } from '../../scripts/python.mjs';
import { scratchFolder } from '../../scripts/yo.mjs';
import { locateHost } from '../lib/located.js';
import { expectedEdits, HOSTS, lay, type SampleHost, type Visit, type Visits, visitHosts } from './hosts.js';

/** The newest FastAPI, and one that copied the routes where a router was included. */
const PINS = [
  { name: 'newest', requirements: join(import.meta.dirname, '..', 'styles', 'requirements.txt') },
  { name: 'before-0.137', requirements: join(import.meta.dirname, 'requirements-before-0.137.txt') },
];

const pythons: (string | undefined)[] = [];
for (const { requirements } of PINS) pythons.push(await pythonForTests({ requirements }));
const ruff = await pythonForTests();
const withPython = [...pythons, ruff].includes(undefined) ? describe.skip : describe;

const scratch = scratchFolder('hosts-');
const folderOf = (pins: string, host: SampleHost, part: string): string => join(scratch, pins, host.name, part);
const isList = (path: string): boolean => !path.includes('{');

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test('there are at least twenty hosts', () => {
  expect(HOSTS.length).toBeGreaterThanOrEqual(20);
});

describe.each(HOSTS.map((host) => [host.name, host] as const))('%s', (_, sample) => {
  const expected = expectedEdits(sample);
  const { package: name, singular, provides } = sample;
  const backend = lay(sample, join(scratch, 'engine', sample.name), ['backend', 'new']);
  const shown = (path: string): string => relative(backend, path);

  test('is located with the files in which users is registered', async () => {
    const host = await locateHost(hostFiles(create(createStore())), backend);
    const places = [...host.models, ...host.routers].map(({ path }) => shown(path));

    expect({ root: shown(host.root), blueprint: host.blueprint }).toEqual({ root: sample.root, blueprint: 'users' });
    expect([...new Set(places)].sort()).toEqual([...expected.keys()].sort());
    const { models, routers, nothing } = host;
    expect({ models: nothing.models !== undefined, routers: nothing.routers !== undefined }).toEqual({
      models: models.length === 0,
      routers: routers.length === 0,
    });
  });

  test('has the package registered as by hand, and once', async () => {
    const host = await locateHost(hostFiles(create(createStore())), backend);
    const texts = new Map<string, string>();
    let { code } = host;
    const register = async (): Promise<readonly string[]> => {
      const outcomes = await registerPackage(host, { package: name, singular, provides }, code);
      return outcomes.map(({ file, outcome }) => {
        if (outcome.kind === 'edited') {
          texts.set(file.path, outcome.source);
          code = code.with([{ path: file.path, after: outcome.source }]);
        }
        return outcome.kind === 'refused' ? `${shown(file.path)} ${outcome.id}: ${outcome.reason}` : outcome.kind;
      });
    };

    const first = await register();
    expect(first).toEqual(first.map(() => 'edited'));
    expect(Object.fromEntries([...texts].map(([path, text]) => [shown(path), text]))).toEqual(
      Object.fromEntries(expected),
    );
    const second = await register();
    expect(second).toEqual(first.map(() => 'unchanged'));
  });
});

withPython('every host runs before and after', () => {
  const visits = new Map<string, Visits>();

  beforeAll(async () => {
    const all = await Promise.all(
      PINS.map(({ name }, index) => {
        const jobs = HOSTS.flatMap((host) => {
          const before = lay(host, folderOf(name, host, 'before'), ['backend']);
          const after = lay(host, folderOf(name, host, 'after'), ['backend', 'new', 'after']);
          const old = Object.values(host.paths).filter(isList);
          const young = Object.keys(host.paths).filter(isList);
          return [
            { host, folder: before, lists: old },
            { host, folder: after, lists: [...old, ...young] },
          ];
        });
        return visitHosts(pythons[index] ?? '', join(scratch, name), jobs);
      }),
    );
    for (const [index, { name }] of PINS.entries()) if (all[index]) visits.set(name, all[index]);
    const [newest, older] = all.map(({ versions: { fastapi, ...others } }) => {
      const beside = Object.entries(others).map(([name, version]) => `${name} ${version}`);
      return `${fastapi} (${beside.join(', ')})`;
    });
    process.stdout.write(`hosts run under FastAPI ${newest} and ${older}\n`);
  }, 300_000);

  test('FastAPI is the newest once, and once one that copied routes', () => {
    const minors = PINS.map(({ name }) => Number(visits.get(name)?.versions['fastapi']?.split('.')[1]));
    expect(minors[0]).toBeGreaterThanOrEqual(165);
    expect(minors[1]).toBeLessThan(137);
  });

  describe.each(PINS.map(({ name }) => name))('under FastAPI %s', (pins) => {
    describe.each(HOSTS.map((host) => [host.name, host] as const))('%s', (_, host) => {
      let before: Visit;
      let after: Visit;

      beforeAll(() => {
        const at = 2 * HOSTS.indexOf(host);
        const both = visits.get(pins)?.hosts.slice(at, at + 2) ?? [];
        for (const { error } of both) if (error !== undefined) throw new Error(error);
        [before, after] = both as [Visit, Visit];
      });

      test('serves what it served, and the new paths beside it', () => {
        expect(after.paths).toMatchObject(before.paths);
        expect(Object.fromEntries(Object.keys(before.paths).map((path) => [path, after.paths[path]]))).toEqual(
          before.paths,
        );
        const young = Object.keys(after.paths).filter((path) => !(path in before.paths));
        expect(young.sort()).toEqual(Object.keys(host.paths).sort());
      });

      test('guards the new paths as it guards those of the blueprint', () => {
        for (const [young, old] of Object.entries(host.paths)) {
          // The team has not written an update and a delete for every new package.
          expect(guards(before, old)).toEqual(expect.arrayContaining([...guards(after, young)]));
          if (!isList(young)) continue;
          const { status, dependencies } = before.answers[old] ?? { dependencies: [] };
          expect(status).toBe(typeof host.status === 'number' ? host.status : host.status[old]);
          expect(after.answers[old]).toEqual({ status, dependencies });
          expect(after.answers[young]).toEqual({
            status,
            dependencies: dependencies.map((name) => inNewPackage(name, host)),
          });
        }
      });

      test(`${host.table ? 'makes' : 'does not make'} the new table`, () => {
        const young = host.table ? [host.package] : [];
        expect(before.tables.includes('users')).toBe(host.table);
        expect(after.tables).toEqual([...before.tables, ...young].sort());
        expect([before.drift ?? '', after.drift ?? '']).toEqual(['', '']);
      });
    });
  });

  test('ruff finds nothing in a host, before and after', async () => {
    const folder = join(scratch, 'ruff');
    mkdirSync(folder);
    const depends = 'lint.flake8-bugbear.extend-immutable-calls=["fastapi.Depends"]';
    const findings: string[] = [];
    for (const host of HOSTS) {
      for (const parts of [['backend'], ['backend', 'new', 'after']] as const) {
        const cwd = lay(host, join(folder, `${host.name}-${parts.length}`), parts);
        const args = ['-m', 'ruff', 'check', '--isolated', '--no-cache', '--config', depends, '.'];
        const { status, stdout, stderr } = await run(ruff ?? '', args, { cwd });
        if (status !== 0) findings.push(`${cwd}\n${stdout}${stderr}`);
      }
    }
    expect(findings).toEqual([]);
  });
});

/** What the description says of who may call each operation of a path. */
function guards(visit: Visit, path: string): readonly (readonly [string, unknown])[] {
  return Object.entries(visit.paths[path] ?? {}).map(([method, { security, parameters = [] }]) => {
    const carried = parameters.filter(({ in: place }) => place === 'header' || place === 'cookie');
    return [method, { security, carried }];
  });
}

/** `app.users.services.UserService` as the new package has it. */
function inNewPackage(name: string, host: SampleHost): string {
  const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  return name.replaceAll(/\busers\b/g, host.package).replaceAll(/\bUser(?=[A-Z]|$)/g, capital(host.singular));
}
