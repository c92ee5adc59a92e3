// A generated model under Alembic: what it writes runs there and back on both databases, and then finds no difference.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { pythonEnvironment, run } from '../../scripts/python.mjs';
import { copyBackend, generate } from './backend.js';
import { describeOverEachDatabase, python, type Scratch } from './databases.js';
import { AWKWARD, EVERYTHING } from './packages.js';

const REQUIREMENTS = join(fileURLToPath(new URL('.', import.meta.url)), 'requirements-alembic.txt');
const PACKAGES = [EVERYTHING, ...AWKWARD];

const ENV = `\
from importlib import import_module

from alembic import context
from sqlalchemy import create_engine

from app.core.db import DATABASE_URL, Base

for name in ${JSON.stringify(['users', ...PACKAGES.map(({ name }) => name)])}:
    import_module(f"app.{name}.models")

with create_engine(DATABASE_URL).connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata)
    with context.begin_transaction():
        context.run_migrations()
`;

const MAKO = `\
from alembic import op
import sqlalchemy as sa
\${imports if imports else ""}

revision = \${repr(up_revision)}
down_revision = \${repr(down_revision)}


def upgrade() -> None:
    \${upgrades if upgrades else "pass"}


def downgrade() -> None:
    \${downgrades if downgrades else "pass"}
`;

const ROUND_TRIP = `\
from alembic import command
from alembic.config import Config

config = Config()
config.set_main_option("script_location", "alembic")
command.revision(config, "all", autogenerate=True)
command.upgrade(config, "head")
command.check(config)
command.downgrade(config, "base")
command.upgrade(config, "head")
command.check(config)
print("as the models say")
`;

let generated = '';
let alembic = '';

beforeAll(async () => {
  if (python === '') return;
  alembic = await pythonEnvironment({ requirements: REQUIREMENTS, log: (line) => console.error(line) });
  generated = copyBackend();
  for (const command of PACKAGES) await generate(generated, command);
}, 300_000);

describeOverEachDatabase('Alembic', (database) => {
  let backend = '';
  let scratch: Scratch | undefined;

  beforeAll(async () => {
    scratch = await database.create();
    backend = copyBackend();
    cpSync(generated, backend, { recursive: true });
    mkdirSync(join(backend, 'alembic/versions'), { recursive: true });
    writeFileSync(join(backend, 'alembic/env.py'), ENV);
    writeFileSync(join(backend, 'alembic/script.py.mako'), MAKO);
  }, 300_000);

  afterAll(async () => scratch?.drop());

  test('writes a migration that goes up, down and up again, and finds nothing more to change', async () => {
    const env = { ...process.env, DATABASE_URL: scratch?.url ?? '', PYTHONPATH: backend };
    const { status, stdout, stderr } = await run(alembic, ['-c', ROUND_TRIP], { cwd: backend, env });

    expect([status, stdout.trim().split('\n').at(-1), stderr]).toEqual([0, 'as the models say', stderr]);
  }, 120_000);
});
