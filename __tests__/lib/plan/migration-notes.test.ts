// What is told of the migration that adds a field.
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import { packageSpec } from '../asked.js';
import { inMemory } from '../memory.js';
import { draftOf, sampleHost } from '../sample-hosts.js';

const HOST = sampleHost('hosts/migrations-and-tables');
const ENV = '/p/backend/migrations/env.py';

async function notes(setting: string, field: string): Promise<readonly string[]> {
  const text = HOST[ENV] ?? '';
  const texts = { ...HOST, [ENV]: text.replace('render_as_batch=True', setting) };
  const spec = packageSpec({ package: 'users', model: 'User', fields: [field] });
  const draft = draftOf(spec, { isNew: false, models: [], added: [{ model: 'User', fields: spec.model.fields }] });
  const { plan, refusals } = await planRun(inMemory(texts), [draft], { columns: undefined });
  expect(refusals).toBeUndefined();
  return plan?.notes ?? [];
}

const STATUS = 'status:enum.new.old:default=new';
const BATCH =
  'migrations/env.py renders batches: on SQLite the downgrade drops the CHECK of status before the column, by the name of its sa.Enum: batch_op.drop_constraint(NAME, type_="check").';
const COMPARED =
  'migrations/env.py compares defaults, and PostgreSQL cannot compare the JSON of tags: a function that answers False for columns of JSON goes in the place of True.';

test.each([
  ['render_as_batch=True', STATUS, [BATCH]],
  ['render_as_batch=False', STATUS, []],
  ['render_as_batch=True', 'nickname:str.20:optional', []],
  ['compare_server_default=True', 'tags:list.str:default=empty', [COMPARED]],
  ['compare_server_default=True', 'tags:list.str:optional', []],
  ['compare_type=True', 'tags:list.str:default=empty', []],
])('env.py with %s and %s: %j', async (setting, field, wanted) => {
  const all = await notes(setting, field);
  expect(all.filter((note) => note.startsWith('migrations/env.py'))).toEqual(wanted);
  expect(all.join('\n')).toContain('Where the table users exists, a migration adds');
});
