// docs/styles.md is what the sample hosts show today.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { run } from '../../scripts/python.mjs';

/** A table without the blanks that line its columns up. */
const plain = (text: string): string => text.replaceAll(/ +/g, ' ').replaceAll(/-{2,}/g, '--');

const root = join(import.meta.dirname, '../..');

test('the page of styles is what npm run styles prints', async () => {
  const { status, stdout } = await run(process.execPath, [join(root, 'scripts/styles-table.mjs')], { cwd: root });

  expect(status).toBe(0);
  expect(plain(stdout)).toBe(plain(readFileSync(join(root, 'docs/styles.md'), 'utf8')));
}, 60_000);
