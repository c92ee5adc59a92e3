import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect } from '@jest/globals';
import { urlSegment } from '../../lib/naming/names.js';
import { pythonEnvironment, run } from '../../scripts/python.mjs';
import { countOf, partOf } from '../share.js';
import { copyBackend, generate } from './backend.js';
import { describeOverEachDatabase, python } from './databases.js';
import { ARTICLES, liveServer } from './live.js';
import { AWKWARD, type Command, countOperations, EVERYTHING } from './packages.js';

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
const EXAMPLES = countOf(10, 'examples of each operation');
const pathsOf = (packages: readonly Command[]): string =>
  `^/api/v1/(${packages.map(({ name }) => urlSegment(name)).join('|')})(/|$)`;
const PACKAGES = [EVERYTHING, ...AWKWARD];
/** What is tried on each database. */
const tried = (database: keyof typeof SEEDS): readonly Command[] => [
  EVERYTHING,
  ...partOf(AWKWARD, Object.keys(SEEDS).indexOf(database), 2, `awkward packages on ${database}`),
];

let backend = '';
let schemathesis = '';

beforeAll(async () => {
  if (python === '') return;
  schemathesis = await pythonEnvironment({ requirements: REQUIREMENTS, log: (line) => console.error(line) });
  backend = copyBackend();
  for (const command of PACKAGES) await generate(backend, command);
}, 300_000);

describeOverEachDatabase('Schemathesis', (database) => {
  const packages = tried(database.name);
  const live = liveServer(database, () => backend);

  live.test(
    'finds no answer of 500 or more and none that the schema does not declare',
    async () => {
      const { status, stdout, stderr } = await run(
        schemathesis,
        [
          ...[
            '-m',
            'schemathesis.cli',
            'run',
            `${live.server()}/openapi.json`,
            '--include-path-regex',
            pathsOf(packages),
          ],
          // It would repeat itself until a --max-time is over; the number of examples bounds it, and the seed repeats it:
          // another one for each database, so that each sees other bodies.
          ...['--checks', CHECKS.join(','), '--seed', SEEDS[database.name], '--max-examples', `${EXAMPLES}`],
          ...['--generation-database', 'none'],
          ...['--no-color', '--warnings', 'off'],
        ],
        { cwd: backend, env: { ...process.env, ...HOOKS }, timeout: 200_000 },
      );

      if (status !== 0) throw new Error(`schemathesis ended with ${status} in ${backend}:\n${stdout}${stderr}`);
      expect(stdout).toMatch(`Tested: ${countOperations(packages)}\n`);
      // It got as far as the database.
      expect((await live.call('GET', ARTICLES)).json).not.toEqual([]);
    },
    240_000,
  );
});
