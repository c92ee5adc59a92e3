// `--page`: a page with a total where the host has none, the records alone where it has one; and what is refused.
import { describe, expect, test } from '@jest/globals';
import { type Planned, planRun } from '../../../lib/plan/plan-run.js';
import type { Draft } from '../../../lib/plan/request.js';
import { packageSpec } from '../asked.js';
import { changedBy, inMemory } from '../memory.js';
import { draftOf, sampleHost, type Texts } from '../sample-hosts.js';

const planned = (texts: Texts, draft: Draft): Promise<Planned> =>
  planRun(inMemory(texts), [draft], { columns: undefined });

const invoices = (page?: 'total' | 'plain', ...more: readonly string[]): Draft =>
  draftOf(
    packageSpec({
      package: 'invoices',
      fields: ['number:str.32:unique', ...more],
      ...(page === undefined ? {} : { settings: { page } }),
    }),
  );

function later(field: string): Draft {
  const spec = packageSpec({ package: 'invoices', model: 'Invoice', fields: [field] });
  return draftOf(spec, { isNew: false, models: [], added: [{ model: 'Invoice', fields: spec.model.fields }] });
}

async function edited(texts: Texts, draft: Draft): Promise<Texts> {
  const { plan, refusals } = await planned(texts, draft);
  expect(refusals).toBeUndefined();
  return { ...texts, ...changedBy(plan) };
}

const changed = async (texts: Texts, draft: Draft): Promise<readonly (readonly [string, string])[]> =>
  ((await planned(texts, draft)).plan?.changes ?? []).map(({ path, after }) => [path, after]);

const reasons = async (texts: Texts, draft: Draft): Promise<readonly string[]> =>
  ((await planned(texts, draft)).refusals ?? []).map(({ id, reason }) => `[${id}] ${reason}`);

const textOf = (texts: Texts, end: string): string =>
  Object.entries(texts).find(([path]) => path.endsWith(end))?.[1] ?? '';

describe('a page with a total', () => {
  test('is a schema of the package, and each layer counts', async () => {
    const texts = await edited(sampleHost('hosts/standard'), invoices('total'));

    expect(textOf(texts, 'invoices/schemas.py')).toContain(
      'class InvoicePage(BaseModel):\n    items: list[Invoice]\n    total: int\n',
    );
    expect(textOf(texts, 'invoices/crud.py')).toContain('def count_invoices(db: Session) -> int:\n');
    expect(textOf(texts, 'invoices/services.py')).toContain('return invoices, crud.count_invoices(db)\n');
    expect(textOf(texts, 'invoices/api.py')).toContain('@router.get("", response_model=schemas.InvoicePage)');
    expect(textOf(texts, 'invoices/tests/test_api.py')).toContain('.json()["total"] == 3');
  });

  test.each(['sqlmodel', 'envelope', 'paged-dicts'])('is that of the host in the style %s', async (name) => {
    const host = sampleHost(`styles/${name}`);
    expect(await changed(host, invoices('total'))).toEqual(await changed(host, invoices()));
  });

  test.each(['hosts/standard', 'styles/column-functions', 'styles/layered-async', 'styles/async-functions'])(
    'stays where a field comes later, in %s',
    async (name) => {
      const host = sampleHost(name);
      const field = 'rank:int:optional:filter:sort';
      const from = await edited(host, invoices('total', field));
      const added = await edited(await edited(host, invoices('total')), later(field));

      const different = Object.keys(from).filter((path) => from[path] !== added[path]);
      expect(different.map((path) => [path, added[path]])).toEqual(different.map((path) => [path, from[path]]));
      expect((await planned(added, later(field))).plan?.changes).toEqual([]);
      expect((await planned(from, invoices('total', field))).plan?.changes).toEqual([]);
    },
  );

  test('is told where the blueprint has one that cannot be followed', async () => {
    const host = sampleHost('hosts/standard');
    const [path = ''] = Object.keys(host).filter((each) => /users\/(?:api|router)\.py$/.test(each));
    const text = host[path] ?? '';
    const other = text.replace(/response_model=list\[[\w.]+\]/, 'response_model=schemas.UserPage');
    expect(other).not.toBe(text);
    const schemas = path.replace(/\w+\.py$/, 'schemas.py');
    const more = `${host[schemas]}\n\nclass UserPage(BaseModel):\n    items: list[User]\n    pages: int\n`;
    const { plan } = await planned({ ...host, [path]: other, [schemas]: more }, invoices('total'));

    expect(plan?.notes.join('\n')).toMatch(
      /answers schemas\.UserPage \(.*\); the new package answers a page of its own, with items and total\./,
    );
  });

  test('is left out where the records alone are asked for', async () => {
    const texts = await edited(sampleHost('styles/sqlmodel'), invoices('plain'));

    expect(textOf(texts, 'invoices/router.py')).toContain('response_model=list[InvoicePublic]');
    expect(textOf(texts, 'invoices/schemas.py') + textOf(texts, 'invoices/crud.py')).not.toMatch(
      /InvoicesPublic|count_/,
    );
    const host = sampleHost('hosts/standard');
    expect(await changed(host, invoices('plain'))).toEqual(await changed(host, invoices()));
  });

  test('is refused where a layer opens its own session, where a word is none, and where models differ', async () => {
    for (const [name, what] of [
      ['dao', 'a session of its own'],
      ['unit-of-work', 'a unit of work'],
    ]) {
      expect(await reasons(sampleHost(`styles/${name}`), invoices('total'))).toEqual([
        `[page-session] --page=total: each call of a layer opens ${what} here, and the records and their number would be read in two.`,
      ]);
    }
    expect(() => packageSpec({ package: 'invoices', fields: [], settings: { page: 'totl' } })).toThrow(
      /--page=totl: a list has no such answer.*Did you mean total\?/,
    );
    const { model } = packageSpec({ package: 'invoices', model: 'Line', fields: [], settings: { page: 'total' } });
    const two = [...invoices().models, { spec: model, path: '/lines' }];
    expect(await reasons(sampleHost('hosts/standard'), { ...invoices(), models: two })).toEqual([
      '[page-differs] The models of one package are asked for with different answers of their lists.',
    ]);
  });
});
