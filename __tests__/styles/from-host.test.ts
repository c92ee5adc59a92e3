// What a package takes from its host where that has it, the function that makes hashes and the class with timestamps, and what it leaves.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { scratchFolder } from '../../scripts/yo.mjs';
import { run } from '../generators/run.js';
import { pythonsFor, quickTests, stylesNamed } from './pythons.js';
import { drive, lay } from './styles.js';

/** One of each way in which what was sent comes to the session; the hasher is awaited where it can be. */
const TRIED: readonly string[] = [
  'async-repository',
  'generic-crud',
  'one-file',
  'pydantic-1',
  'sqlmodel',
  'unit-of-work',
];
const tried = stylesNamed(TRIED);
const pythons = await pythonsFor(tried);
const withPython = pythons.describe;

const scratch = scratchFolder('hashed-styles-');
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const hasher = (isAsync: boolean): string => `import hashlib
import secrets


${isAsync ? 'async ' : ''}def make_hash(password: str) -> str:
    salt = secrets.token_hex(8)
    return salt + hashlib.sha256((salt + password).encode()).hexdigest()
`;

/** The class with timestamps in each form of models, and a model that shows it. */
const STAMPS: Readonly<Record<string, readonly [mixin: string, audit: string]>> = {
  'async-repository': [
    `from datetime import datetime

from sqlalchemy import func
from sqlalchemy.orm import Mapped, mapped_column


class Stamped:
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now())
`,
    `from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base
from app.stamped import Stamped


class Audit(Stamped, Base):
    __tablename__ = "audits"

    id: Mapped[int] = mapped_column(primary_key=True)
`,
  ],
  'generic-crud': [
    `from sqlalchemy import Column, DateTime, func


class Stamped:
    created_at = Column(DateTime, server_default=func.now(), nullable=False)
    updated_at = Column(DateTime, server_default=func.now(), onupdate=func.now(), nullable=False)
`,
    `from sqlalchemy import Column, Integer

from app.db.base_class import Base
from app.stamped import Stamped


class Audit(Base, Stamped):
    id = Column(Integer, primary_key=True)
`,
  ],
  sqlmodel: [
    `from datetime import datetime, timezone

from sqlmodel import Field, SQLModel


def now() -> datetime:
    return datetime.now(timezone.utc)


class Stamped(SQLModel):
    created_at: datetime = Field(default_factory=now)
    updated_at: datetime = Field(default_factory=now, sa_column_kwargs={"onupdate": now})
`,
    `from sqlmodel import Field

from app.stamped import Stamped


class Audit(Stamped, table=True):
    id: int | None = Field(default=None, primary_key=True)
`,
  ],
};

const ACCOUNTS = [
  'name:str.40:unique',
  'password:secret.20:min_length=4:hash=make_hash',
  'pin:secret.4:optional:hash=make_hash',
];

withPython('what a package takes from its host', () => {
  test.each(tried.map((style) => [style.name, style] as const))(
    '%s: its tests pass, which see that no password is stored as it was sent',
    async (name, style) => {
      const folder = lay(style, join(scratch, name), ['backend']);
      const root = join(folder, style.root);
      const code = ['app', 'src'].map((each) => join(root, each)).find((each) => existsSync(each)) ?? root;
      writeFileSync(join(code, 'hashing.py'), hasher(['async-repository', 'unit-of-work'].includes(name)));
      const [mixin, audit] = STAMPS[name] ?? [];
      if (mixin !== undefined) writeFileSync(join(code, 'stamped.py'), mixin);
      if (audit !== undefined) writeFileSync(join(code, 'audit.py'), audit);
      const options = { yes: true, proof: 'off', timestamps: mixin !== undefined };
      expect(await run(folder, ['backend-package:app', 'accounts', ...ACCOUNTS], { options })).toMatchObject({
        error: undefined,
      });
      const written = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((each) =>
        /account.*\.py$/.test(each),
      );
      const heads = written.filter((each) => readFileSync(join(root, each), 'utf8').includes('Stamped'));
      expect(heads.length > 0).toBe(mixin !== undefined);
      const job = quickTests(style, folder, 'account and not a_hundred');

      expect(await drive(pythons.of(style), join(scratch, `${name}.json`), [job])).toEqual([[]]);
    },
    120_000,
  );

  test('a table beside the package’s own that only PostgreSQL can hold is not made by its tests', async () => {
    const [style] = stylesNamed(['one-file']);
    if (style === undefined) throw new Error('the sample is gone');
    const folder = lay(style, join(scratch, 'arrays'), ['backend']);
    const tags = `\n\nclass Label(Base):
    __tablename__ = "labels"

    id = Column(Integer, primary_key=True)
    words = Column(ARRAY(String))
`;
    const models = join(folder, style.root, 'app/models.py');
    writeFileSync(models, `from sqlalchemy.dialects.postgresql import ARRAY\n${readFileSync(models, 'utf8')}${tags}`);
    const args = ['backend-package:app', 'accounts', 'name:str.40:unique'];
    expect(await run(folder, args, { options: { yes: true, proof: 'off' } })).toMatchObject({ error: undefined });

    // The team's own tests ask for its database.
    rmSync(join(folder, style.root, 'tests/test_users.py'));
    const job = quickTests(style, folder, 'account and not a_hundred');
    expect(await drive(pythons.of(style), join(scratch, 'arrays.json'), [job])).toEqual([[]]);
  }, 120_000);
});
