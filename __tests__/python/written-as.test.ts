// The same packages in the forms in which hosts write their models: the contract and the packages' own tests hold in each.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { run } from '../../scripts/python.mjs';
import { answerBadBodies, copyBackend, generate, writeModels } from './backend.js';
import { conflictsContract } from './contract-conflicts.js';
import { recordsContract } from './contract-records.js';
import { refusalsContract } from './contract-refusals.js';
import { typesContract } from './contract-types.js';
import { describeOverEachDatabase, python } from './databases.js';
import { liveServer } from './live.js';
import { AWKWARD, EVERYTHING } from './packages.js';

const PACKAGES = [EVERYTHING, ...AWKWARD];

/** The blueprint's `models.py`, by the form that it shows. */
const FORMS: Readonly<Record<string, string>> = {
  Column: `from sqlalchemy import Boolean, Column, Integer, String

from app.core.db import Base

__all__ = ["Base", "User"]


class User(Base):
    __tablename__ = "users"

    id = Column(Integer, primary_key=True, index=True)
    email = Column(String(254), unique=True, index=True, nullable=False)
    full_name = Column(String(200), nullable=True)
    is_active = Column(Boolean, default=True, nullable=False)
`,
};

describe.each(Object.entries(FORMS))('written with %s', (_, models) => {
  let backend = '';

  beforeAll(async () => {
    backend = copyBackend();
    writeModels(backend, models);
    for (const command of PACKAGES) await generate(backend, command);
    answerBadBodies(backend);
  }, 300_000);

  describeOverEachDatabase('the HTTP contract holds', (database) => {
    const live = liveServer(database, () => backend);

    recordsContract(live);
    conflictsContract(live);
    refusalsContract(live);
    typesContract(live);
  });

  (python === '' ? describe.skip : describe)('the packages', () => {
    const command = async (...args: string[]): Promise<string> => {
      const env = { ...process.env, DATABASE_URL: 'sqlite:///configured.db', PYTHONDONTWRITEBYTECODE: '1' };
      const { status, stdout, stderr } = await run(python, ['-m', ...args], { cwd: backend, env });
      return status === 0 ? '' : `${stdout}${stderr}`;
    };

    test('pass their own tests', async () => {
      expect(await command('pytest', '-q', '-W', 'error', '-p', 'no:cacheprovider')).toBe('');
      expect(existsSync(join(backend, 'configured.db'))).toBe(false);
    }, 300_000);

    test('are as ruff wants them', async () => {
      const folders = PACKAGES.map(({ name }) => `app/${name}`);
      expect(await command('ruff', 'format', '--check', '--no-cache', ...folders)).toBe('');
      expect(await command('ruff', 'check', '--no-cache', '--select', 'F,I,E', ...folders)).toBe('');
    });
  });
});
