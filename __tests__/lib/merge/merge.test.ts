import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { mergeInsertions } from '../../../lib/merge/merge.js';

const FOLDER = join(import.meta.dirname, 'cases');

/** A case without `after.py` is unclear; one of tests may have what it had written anew. */
test.each(readdirSync(FOLDER))('%s', async (name) => {
  const read = (file: string): string => readFileSync(join(FOLDER, name, file), 'utf8');
  const [base, theirs, ours] = [read('base.py'), read('theirs.py'), read('ours.py')];
  const isLenient = name.startsWith('tests - ');
  const merged = await mergeInsertions({ base, theirs, ours, lineLength: 88, isLenient });
  if (!existsSync(join(FOLDER, name, 'after.py'))) {
    expect(merged).toMatchObject({ text: ours, unclear: [{ name: 'get' }] });
    return;
  }
  expect(merged).toMatchObject({ text: read('after.py'), unclear: [], absent: [] });
  const again = await mergeInsertions({ base, theirs, ours: merged.text, lineLength: 88, isLenient });
  expect(again.text).toBe(merged.text);
});
