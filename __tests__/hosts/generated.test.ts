// What is generated in each sample host: the plan names the paths that the started application serves, and the tests pass.
import { rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PackagePlan } from '../../lib/plan/plan.js';
import { pythonForTests } from '../../scripts/python.mjs';
import { scratchFolder } from '../../scripts/yo.mjs';
import { someValues } from '../share.js';
import { drive, type Job } from '../styles/styles.js';
import { HOSTS, lay, type SampleHost } from './hosts.js';
import { writePackage } from './written.js';

const REQUIREMENTS = join(import.meta.dirname, '..', 'styles', 'requirements.txt');
const python = await pythonForTests({ requirements: REQUIREMENTS });
const withPython = python === undefined ? describe.skip : describe;

const scratch = scratchFolder('hosts-generated-');
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** What is refused in these hosts. */
const REFUSED: ReadonlyMap<string, string> = new Map([['twin-imports', 'imports-two-roots']]);

/** Writes a package into the host; gives the ids of what is refused where it does not. */
function generate({ package: name, root }: SampleHost, backend: string): Promise<PackagePlan | readonly string[]> {
  return writePackage(join(backend, root), name, ['number:str.32:unique']);
}

const folderOf = (host: SampleHost, part: string): string => join(scratch, part, host.name);

const WRITTEN = HOSTS.filter(({ name }) => !REFUSED.has(name));

test.each([...REFUSED])('%s is refused: %s', async (name, id) => {
  const host = HOSTS.find((each) => each.name === name);
  if (host === undefined) throw new Error(`there is no host ${name}`);
  expect(await generate(host, lay(host, folderOf(host, 'refused'), ['backend']))).toEqual([id]);
});

withPython('a package that is generated', () => {
  const plans = new Map<SampleHost, PackagePlan>();
  let answers: readonly (readonly string[])[] = [];

  beforeAll(async () => {
    const jobs: Job[] = [];
    for (const host of WRITTEN) {
      lay(host, folderOf(host, 'plain'), ['backend']);
      const folder = lay(host, folderOf(host, 'generated'), ['backend']);
      const plan = await generate(host, folder);
      if (!('folder' in plan)) throw new Error(`${host.name} is refused: ${plan.join(', ')}`);
      plans.set(host, plan);
      const tests = [
        relative(folder, join(plan.folder, 'tests')),
        '-p',
        'one_loop',
        '-p',
        'tables_once',
        ...someValues(HOSTS.indexOf(host)),
      ];
      const use = { app: host.app, root: host.root, users: '', collection: '', item: '{}', update: 'PATCH' } as const;
      jobs.push(
        { ...use, folder: folderOf(host, 'plain'), work: 'paths' },
        { ...use, folder, work: 'paths' },
        { ...use, folder, work: 'tests', tests },
      );
    }
    answers = await drive(python ?? '', join(scratch, 'jobs.json'), jobs);
  }, 600_000);

  describe.each(WRITTEN.map((host) => [host.name, host] as const))('in %s', (_, host) => {
    const answerOf = (index: number): readonly string[] => answers[3 * WRITTEN.indexOf(host) + index] ?? [];

    test('is served at the paths that the plan names, and at no other', () => {
      const young = answerOf(1).filter((path) => !answerOf(0).includes(path));
      const collections = new Set(young.map((path) => path.replace(/(?:\/\{\w+\})?\/?$/, '')));
      const named = plans.get(host)?.models.flatMap(({ paths }) => paths) ?? [];

      expect([...collections].sort()).toEqual(named.map(({ path }) => path).sort());
    });

    test('passes its tests', () => {
      expect(answerOf(2)).toEqual([]);
    });
  });
});
