import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { copyOfStandard, type Outcome, run, tree } from './run.js';

const yes = { options: { yes: true } };
let folder: string;

beforeEach(() => {
  folder = copyOfStandard();
});

async function refused(field: string, code: number, ...says: readonly string[]): Promise<void> {
  const before = tree(folder);
  const outcome: Outcome = await run(folder, ['backend-package:app', 'invoices', field], yes);
  expect(outcome.error?.code).toBe(code);
  for (const each of says) expect(outcome.error?.message).toContain(each);
  expect(tree(folder)).toEqual(before);
}

describe('an email', () => {
  const pyproject = (): string => join(folder, 'backend/pyproject.toml');

  test.each(['mail:email', 'mail:list.email'])(
    'is refused as %s where nothing brings email-validator',
    async (field) => {
      writeFileSync(pyproject(), readFileSync(pyproject(), 'utf8').replace('    "email-validator>=2.4",\n', ''));
      await refused(
        field,
        3,
        '[email-validator-missing]',
        'needs email-validator, which is not listed in pyproject.toml.',
        'Add "email-validator" (or "pydantic[email]")',
        'use mail:str',
      );
    },
  );

  test('is refused where the backend lists nothing at all', async () => {
    rmSync(pyproject());
    await refused('mail:email', 3, 'no file of the backend lists');
  });
});

describe('an enum class of the backend', () => {
  test('is imported from where it is', async () => {
    const { error } = await run(folder, ['backend-package:app', 'invoices', 'region:enum.Region:default=europe'], yes);
    expect(error).toBeUndefined();
    const models = tree(folder)['backend/app/invoices/models.py'] ?? '';
    expect(models).toContain('from app.core.enums import Region\n');
    expect(models).toContain('default=Region.EUROPE');
    expect(models).not.toContain('class Region');
  });

  test('that is not there is refused', async () => {
    await refused('state:enum.State', 3, '[enum-missing]', 'no class State', 'state:enum.draft.live');
  });

  test('does not have any default', async () => {
    await refused(
      'region:enum.Region:default=europa',
      2,
      '  region:enum.Region:default=europa\n                     ^ default "europa" is not one of europe, far-east. Did you\n                       mean europe?',
    );
  });
});
