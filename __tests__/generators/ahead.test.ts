import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { atTerminal, copyOfStandard, type Question, run, scratch } from './run.js';

const APP = 'backend-package:app';
const MODEL = 'backend-package:model';

function emptyFolder(): string {
  const folder = scratch();
  mkdirSync(folder, { recursive: true });
  return folder;
}

type Validating = Question & { readonly validate?: (answer: string) => Promise<string | true> };

/** What the question for the package says to a name. */
async function saidTo(generator: string, name: string): Promise<string | true | undefined> {
  let said: string | true | undefined;
  await atTerminal(() =>
    run(copyOfStandard(), [generator], {
      answer: (question) => {
        said = undefined;
        const { validate } = question as Validating;
        return validate?.(name).then((problem) => {
          said = problem;
          throw new Error('enough');
        });
      },
    }),
  );
  return said;
}

describe('before the first question', () => {
  test.each([APP, MODEL])('%s refuses a folder that is no backend', async (generator) => {
    const { error, questions } = await atTerminal(() => run(emptyFolder(), [generator]));
    expect([error?.code, questions]).toEqual([3, []]);
    expect(error?.message).toContain('[backend-missing]');
  });

  test('a style that is not written is refused', async () => {
    const folder = copyOfStandard();
    writeFileSync(join(folder, 'backend/app/users/models.py'), 'from sqlmodel import SQLModel\n');
    const { error, questions } = await atTerminal(() => run(folder, [APP]));
    expect([error?.code, questions]).toEqual([3, []]);
  });
});

describe('the question for the package', () => {
  test.each([
    [APP, 'users', 'is the blueprint package'],
    [APP, 'core', 'holds something else'],
    [MODEL, 'invoices', 'There is no package invoices'],
  ])('of %s does not take %s', async (generator, name, says) => {
    expect(await saidTo(generator, name)).toContain(says);
  });

  test('takes a name that is free', async () => {
    expect(await saidTo(APP, 'invoices')).toBe(true);
  });
});

test('a wrong field, a wrong name and a folder that is no backend are told at once', async () => {
  const { error } = await run(emptyFolder(), [APP, 'Invoices', 'number:string'], { options: { yes: true } });
  expect(error?.code).toBe(2);
  for (const id of ['[package-name]', '[field-wrong]', '[backend-missing]']) expect(error?.message).toContain(id);
});

test('a wrong field and a package that is taken are told at once', async () => {
  const { error } = await run(copyOfStandard(), [APP, 'users', 'number:string'], { options: { yes: true } });
  for (const id of ['[field-wrong]', '[package-taken]']) expect(error?.message).toContain(id);
});
