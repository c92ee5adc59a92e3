import { join } from 'node:path';
import { beforeAll, expect } from '@jest/globals';

import { run } from '../../scripts/python.mjs';
import { copyBackend, generate, PLUGINS, PYTEST } from './backend.js';
import { describeOverEachDatabase, python } from './databases.js';
import { liveServer } from './live.js';
import { type Command, EVERYTHING } from './packages.js';

const PACKAGES: readonly Command[] = [EVERYTHING, { name: 'pings', fields: [] }];

/** Prints every row of every table, and how far the sequences are: they move even for what is rolled back. */
const DUMP = `\
import json, sys
from sqlalchemy import MetaData, create_engine, select, text

engine = create_engine(sys.argv[1])
tables = MetaData()
tables.reflect(engine)
with engine.connect() as db:
    dump = {name: sorted(map(repr, db.execute(select(table)))) for name, table in tables.tables.items()}
    if engine.dialect.name == "postgresql":
        dump["sequences"] = sorted(map(repr, db.execute(text("SELECT sequencename, last_value FROM pg_sequences"))))
print(json.dumps(dump))
`;

async function dump(url: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const { stdout, stderr } = await run(python, ['-c', DUMP, url]);
  if (stderr !== '') throw new Error(stderr);
  return JSON.parse(stdout);
}

let backend = '';

beforeAll(async () => {
  if (python === '') return;
  backend = copyBackend();
  for (const command of PACKAGES) await generate(backend, command);
}, 300_000);

describeOverEachDatabase('the generated tests in a host with rows', (database) => {
  const live = liveServer(database, () => backend);

  live.test('pass, and leave every row as it was', async () => {
    for (let count = 0; count < 3; count++) {
      await live.created();
      await live.call('POST', '/api/v1/pings', {});
      await live.call('POST', '/api/v1/users', { email: `user${count}@example.com`, full_name: 'A user' });
    }
    const before = await dump(live.database());
    const folders = PACKAGES.map(({ name }) => join('app', name));
    const args = ['-m', ...PYTEST, '-p', 'one_loop', '-p', 'seldom_gc', ...folders];
    const env = { ...process.env, DATABASE_URL: live.database(), ...PLUGINS };

    const { status, stdout } = await run(python, args, { cwd: backend, env });

    for (const table of ['articles', 'pings', 'users']) expect([table, before[table]?.length]).toEqual([table, 3]);
    expect(await dump(live.database())).toEqual(before);
    expect([status, stdout]).toEqual([0, stdout]);
  });
});
