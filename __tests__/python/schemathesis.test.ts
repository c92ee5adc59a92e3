import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect } from '@jest/globals';

import { pythonEnvironment, run } from '../../scripts/python.mjs';
import { copyBackend, generate } from './backend.js';
import { describeOverEachDatabase, python } from './databases.js';
import { ARTICLES, liveServer } from './live.js';
import { AWKWARD, countOperations, EVERYTHING } from './packages.js';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const REQUIREMENTS = join(HERE, 'requirements-schemathesis.txt');
const HOOKS = { PYTHONPATH: HERE, PYTHONDONTWRITEBYTECODE: '1', SCHEMATHESIS_HOOKS: 'schemathesis_hooks' };
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'response_schema_conformance',
  'content_type_conformance',
];
const SEEDS = { SQLite: '1', PostgreSQL: '2' };
const OLD_PATHS = '^/api/v1/users';
const PACKAGES = [EVERYTHING, ...AWKWARD];

let backend = '';
let schemathesis = '';

beforeAll(async () => {
  if (python === '') return;
  schemathesis = await pythonEnvironment({ requirements: REQUIREMENTS, log: (line) => console.error(line) });
  backend = copyBackend();
  for (const command of PACKAGES) await generate(backend, command);
}, 300_000);

describeOverEachDatabase('Schemathesis', (database) => {
  const live = liveServer(database, () => backend);

  live.test(
    'finds no answer of 500 or more and none that the schema does not declare',
    async () => {
      const { status, stdout, stderr } = await run(
        schemathesis,
        [
          ...['-m', 'schemathesis.cli', 'run', `${live.server()}/openapi.json`, '--exclude-path-regex', OLD_PATHS],
          // It would repeat itself until a --max-time is over; the number of examples bounds it, and the seed repeats it:
          // another one for each database, so that each sees other bodies.
          ...['--checks', CHECKS.join(','), '--seed', SEEDS[database.name], '--max-examples', '10'],
          ...['--generation-database', 'none'],
          ...['--no-color', '--warnings', 'off'],
        ],
        { cwd: backend, env: { ...process.env, ...HOOKS }, timeout: 200_000 },
      );

      if (status !== 0) throw new Error(`schemathesis ended with ${status} in ${backend}:\n${stdout}${stderr}`);
      expect(stdout).toMatch(`Tested: ${countOperations(PACKAGES)}\n`);
      // It got as far as the database.
      expect((await live.call('GET', ARTICLES)).json).not.toEqual([]);
    },
    240_000,
  );
});
