// Where the blueprint's bodies refuse a field that nobody asked for, so do those of a new package.
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import { packageSpec } from '../asked.js';
import { inMemory } from '../memory.js';
import { draftOf, sampleHost } from '../sample-hosts.js';

const HOST = sampleHost('styles/class-suffixes');
const APP = '/p/backend/app';
const SCHEMAS = HOST[`${APP}/schemas/user.py`] ?? '';
const STRICT =
  'from pydantic import BaseModel, ConfigDict\n\n\nclass Strict(BaseModel):\n    model_config = ConfigDict(extra="forbid")\n';

async function written(
  schemas: string,
  more: Readonly<Record<string, string>> = {},
): Promise<{ bodies: string; tests: string }> {
  const draft = draftOf(packageSpec({ package: 'invoices', fields: ['number:str.32:unique'] }));
  const host = { ...HOST, [`${APP}/schemas/user.py`]: schemas, ...more };
  const { plan, refusals } = await planRun(inMemory(host), [draft], { columns: undefined });
  expect(refusals).toBeUndefined();
  const text = (end: string): string => plan?.changes.find(({ path }) => path.endsWith(end))?.after ?? '';
  return { bodies: text('schemas/invoice.py'), tests: text('test_invoices.py') };
}

test.each([
  ['    model_config = ConfigDict(extra="forbid")\n\n'],
  ['    model_config = {"extra": "forbid"}\n\n'],
  ['    class Config:\n        extra = Extra.forbid\n\n'],
])('both bodies say so, and the answer does not: %s', async (config) => {
  const { bodies, tests } = await written(SCHEMAS.replace('class UserCreate(BaseModel):\n', (line) => line + config));
  const said = '(BaseModel):\n    model_config = ConfigDict(extra="forbid")\n';

  expect(bodies).toContain(`class InvoiceCreate${said}`);
  expect(bodies).toContain(`class InvoiceUpdate${said}`);
  expect(bodies.match(/forbid/g)).toHaveLength(2);
  expect(tests).toContain('assert client.post(URL, json=body | {"id": 4711}).status_code == 422');
});

test('what a class of the host says for all bodies is not said again', async () => {
  const schemas = `from app.core.strict import Strict\n${SCHEMAS.replace('UserCreate(BaseModel)', 'UserCreate(Strict)').replace('UserUpdate(BaseModel)', 'UserUpdate(Strict)')}`;
  const { bodies, tests } = await written(schemas, { [`${APP}/core/strict.py`]: STRICT });

  expect(bodies).toContain('class InvoiceCreate(Strict):\n    number');
  expect(bodies).not.toContain('forbid');
  expect(tests).toContain('json=body | {"id": 4711}).status_code == 422');
});

test('a field that nobody asked for is ignored elsewhere', async () => {
  const { bodies, tests } = await written(SCHEMAS);

  expect(bodies).not.toContain('forbid');
  expect(tests).toContain('assert invoice["id"] != 4711');
});
