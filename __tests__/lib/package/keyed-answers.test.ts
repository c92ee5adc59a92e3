// Where an answer names the key of a missing record, one about several records says nothing of it.
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import { packageSpec } from '../../../lib/request/package.js';
import { inMemory } from '../memory.js';
import { draftOf } from '../sample-hosts.js';
import { SMALL_HOST } from './small-host.js';

const HOST = Object.fromEntries(
  Object.entries(SMALL_HOST).map(([path, text]) => [path.replace('/b/', '/p/backend/'), text]),
);
const DEPENDENCY = '/p/backend/app/users/dependency.py';

test.each([
  'User with ID {user_id} not found',
  'User with id: {user_id} not found',
  'User (id {user_id}) not found',
  'User {user_id} not found',
])('f"%s"', async (phrase) => {
  const text = HOST[DEPENDENCY]?.replace('"User not found"', `f"${phrase}"`) ?? '';
  const spec = packageSpec({ package: 'notes', fields: ['reader:ref.users.User', 'writer:ref.users.User'] });
  if (!('model' in spec)) throw new Error('not read');
  const { plan, refusals } = await planRun(inMemory({ ...HOST, [DEPENDENCY]: text }), [draftOf(spec)], {
    columns: undefined,
  });
  expect(refusals).toBeUndefined();
  const written = (plan?.changes ?? []).map(({ after }) => after).join('\n');

  expect(written).toContain('"Reader or writer not found"');
  expect(written).toContain(`f"${phrase.replace('User', 'Note').replace('user_id', 'note_id')}"`);
});
