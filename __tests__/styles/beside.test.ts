// Beside the packages that teams wrote by hand: in how many lines each generated file differs, which may only become fewer.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { diffLines } from 'diff';
import { scratchFolder } from '../../scripts/yo.mjs';
import { writePackage } from '../hosts/written.js';
import { COMMAND, lay, oncePerStyle, STYLES, treeOf, WRITTEN } from './styles.js';

/**
 * How many lines of a file are other ones than those written by hand, and why these may be: the files that are not here
 * are the same in every byte. Tests are left out, since a generated package has more of them.
 */
const DIFFERING: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'async-functions': {
    'src/invoices/models.py': 2,
  },
  'async-repository': {
    // The model's docstring says what an invoice is.
    'app/modules/invoices/models.py': 4,
    'app/modules/invoices/schemas.py': 1,
    // What was sent may lack the number.
    'app/modules/invoices/service.py': 1,
  },
  'column-functions': {
    'app/invoices/models.py': 2,
    'app/invoices/schemas.py': 1,
    // The words are those of the blueprint.
    'app/invoices/service.py': 2,
  },
  envelope: {
    'app/invoices/models.py': 5,
    'app/invoices/schemas.py': 1,
    'app/invoices/services.py': 9,
  },
  'guarded-parameter': {
    'app/invoices/models.py': 7,
    'app/invoices/schemas.py': 1,
  },
  'layered-async': {
    'app/models/invoice.py': 2,
    // The repository's own helper reads the record back.
    'app/repositories/invoice_repository.py': 10,
    'app/schemas/invoice.py': 1,
  },
  'layered-crud': {
    // Who answers rolls back, since the blueprint's crud does not.
    'app/api/routes/invoices.py': 5,
    'app/crud/invoice.py': 13,
    'app/models/invoice.py': 2,
    'app/schemas/invoice.py': 1,
  },
  'one-file': {
    'app/crud.py': 11,
    'app/models.py': 2,
    'app/routers/invoices.py': 3,
    'app/schemas.py': 3,
  },
};

const scratch = scratchFolder('beside-');
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** The backend of a style with the package that is generated there. */
const generated = oncePerStyle(async (style) => {
  const backend = lay(style, join(scratch, style.name), ['backend']);
  const [name = '', ...fields] = COMMAND;
  expect(await writePackage(backend, name, fields)).toMatchObject({ name });
  return backend;
});

/** The lines of both that the other does not have, a changed line counted once. */
function differing(wanted: string, ours: string): { readonly count: number; readonly shown: string } {
  let count = 0;
  let shown = '';
  let removed = 0;
  for (const part of diffLines(wanted, ours)) {
    if (!part.added && !part.removed) {
      removed = 0;
      continue;
    }
    count += part.removed ? part.count : Math.max(0, part.count - removed);
    removed = part.removed ? part.count : 0;
    shown += part.value.replace(/^(?=.)/gm, part.removed ? '- ' : '+ ');
  }
  return { count, shown };
}

const isTest = (path: string): boolean => /(?:^|\/)tests\//.test(path);

describe('a generated package beside the one written by hand', () => {
  test.each(STYLES.filter(({ isWrittenByHand }) => isWrittenByHand).map((style) => [style.name, style] as const))(
    '%s: differs in no more lines than it is known to',
    async (name, style) => {
      const backend = await generated(style);
      const wanted = join(import.meta.dirname, name, 'wanted');
      const more: string[] = [];
      for (const [path, text] of treeOf(wanted)) {
        const file = relative(wanted, path);
        if (isTest(file)) continue;
        const ours = join(backend, file);
        const { count, shown } = differing(text, existsSync(ours) ? readFileSync(ours, 'utf8') : '');
        const known = DIFFERING[name]?.[file] ?? 0;
        if (count > known) more.push(`${file}: ${count} lines, not ${known}\n${shown}`);
      }
      expect(more.join('\n')).toBe('');
    },
  );

  test.each(WRITTEN.map((style) => [style.name, style] as const))(
    '%s: no name is defined twice in a file of the package',
    async (_, style) => {
      const plain = lay(style, join(scratch, `${style.name}-plain`), ['backend']);
      const backend = await generated(style);
      const before = new Set([...treeOf(plain).keys()].map((path) => relative(plain, path)));
      for (const [path, text] of treeOf(backend)) {
        if (!path.endsWith('.py') || before.has(relative(backend, path))) continue;
        const names = [...text.matchAll(/^(?:async )?(?:def|class) (\w+)/gm)].map(([, defined]) => defined);
        expect({ path: relative(backend, path), names }).toEqual({
          path: relative(backend, path),
          names: [...new Set(names)],
        });
      }
    },
  );
});
