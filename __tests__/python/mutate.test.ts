// Whether the tests of a generated package notice that its code is broken, and nothing but that.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ENOUGH, MIXES, mutate, PACKAGE, summary, unnoticed, writeMix } from '../../scripts/mutate.mjs';
import { pythonForTests, run } from '../../scripts/python.mjs';
import { scratchFolder } from '../../scripts/yo.mjs';
import { copyBackend, generate, PLUGINS, QUICK_PYTEST } from './backend.js';

const python = (await pythonForTests()) ?? '';
const withPython = python === '' ? describe.skip : describe;
/** `npm run mutate` tries all of them, on more fields. */
const SAMPLE = '1/9';

/** Rewritings that keep what a package does: which file, what is replaced by what. */
const REWRITINGS: readonly (readonly [string, string, readonly (readonly [RegExp, string])[]])[] = [
  [
    'a query instead of db.get',
    'crud.py',
    [
      [
        /return db\.get\(models\.Invoice, (\w+)\)/,
        'return db.scalars(select(models.Invoice).where(models.Invoice.id == $1)).first()',
      ],
    ],
  ],
  [
    'a statement that counts rows instead of db.delete',
    'crud.py',
    [
      [/from sqlalchemy import select/, 'from sqlalchemy import delete, select'],
      [
        / {4}db\.delete\((\w+)\)\n/,
        '    result = db.execute(delete(models.Invoice).where(models.Invoice.id == $1.id))\n    if result.rowcount == 0:\n        db.rollback()\n',
      ],
    ],
  ],
  [
    'another helper that commits',
    'crud.py',
    [
      [/\ndef commit\(db: Session\)/, '\ndef finish(db: Session)'],
      [/ commit\(db\)\n/g, ' finish(db)\n'],
    ],
  ],
  [
    'a class instead of functions',
    'services.py',
    [
      [
        /$/,
        '\n\nclass InvoiceService:\n    get_invoice = staticmethod(get_invoice)\n    list_invoices = staticmethod(list_invoices)\n    create_invoice = staticmethod(create_invoice)\n\n\nget_invoice = InvoiceService().get_invoice\nlist_invoices = InvoiceService().list_invoices\ncreate_invoice = InvoiceService().create_invoice\n',
      ],
    ],
  ],
];

const scratch = scratchFolder('mutate-');
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

withPython('the tests of a generated package', () => {
  let backend = '';

  beforeAll(async () => {
    backend = copyBackend();
    await generate(backend, { name: PACKAGE, fields: MIXES.mixed });
  });

  test.each(['mixed', 'owned'] as const)(
    'of %s fields notice nearly every way in which the code is broken',
    async (mix) => {
      const folder = mix === 'mixed' ? backend : join(scratch, mix);
      if (mix !== 'mixed') await writeMix(folder, MIXES[mix]);
      const results = await mutate(python, folder, SAMPLE);

      process.stderr.write(`${summary(results)}\n`);
      expect(results.length).toBeGreaterThan(10);
      expect(unnoticed(results).length).toBeLessThanOrEqual(results.length * (1 - ENOUGH));
    },
    300_000,
  );

  test.each(REWRITINGS)(
    'pass with %s',
    async (_, file, edits) => {
      const path = join(backend, 'app', PACKAGE, file);
      const before = readFileSync(path, 'utf8');
      let after = before;
      for (const [find, replacement] of edits) {
        const edited = after.replace(find, replacement);
        expect(edited).not.toBe(after);
        after = edited;
      }
      writeFileSync(path, after);
      try {
        const args = ['-m', ...QUICK_PYTEST, join('app', PACKAGE)];
        const env = { ...process.env, DATABASE_URL: 'sqlite:///./configured.db', ...PLUGINS };
        const { status, stdout } = await run(python, args, { cwd: backend, env });
        expect({ status, stdout: status === 0 ? '' : stdout }).toEqual({ status: 0, stdout: '' });
      } finally {
        writeFileSync(path, before);
      }
    },
    120_000,
  );
});
