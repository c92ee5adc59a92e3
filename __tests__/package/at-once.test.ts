// Several people, or scripts, who add packages to one backend at the same moment: each run waits, plans again on what is there, and ends well.
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { run } from '../../scripts/python.mjs';
import { scratchFolder } from '../../scripts/yo.mjs';
import { countOf } from '../share.js';

const ROOT = join(import.meta.dirname, '../..');
const scratch = scratchFolder('at-once-');
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test('twenty runs at once register twenty packages', async () => {
  const backend = join(scratch, 'backend');
  cpSync(join(ROOT, '__tests__/hosts/standard/backend'), backend, { recursive: true });
  const names = Array.from({ length: countOf(20, 'runs at once') }, (_, index) => `pack${index}`);
  const cli = join(ROOT, 'dist/generators/cli.js');
  const ends = await Promise.all(
    names.map((name) => run(process.execPath, [cli, name, 'name:str.20', '--yes', '--proof=off'], { cwd: backend })),
  );

  expect(ends.filter(({ status }) => status !== 0)).toEqual([]);
  const registered = (file: string, line: RegExp): readonly string[] =>
    [...readFileSync(join(backend, file), 'utf8').matchAll(line)].map(([, name = '']) => name).sort();
  expect(registered('app/api/v1/endpoints.py', /include_router\((pack\d+)_api\.router/g)).toEqual([...names].sort());
  expect(registered('app/main.py', /^(pack\d+)_models\.Base\.metadata\.create_all/gm)).toEqual([...names].sort());
}, 120_000);
