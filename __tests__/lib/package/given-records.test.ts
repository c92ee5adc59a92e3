// A function that opens a session of its own takes a record that it is given into it, before it changes the record.
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import { packageSpec } from '../../../lib/request/package.js';
import { inMemory } from '../memory.js';
import { draftOf, sampleHost } from '../sample-hosts.js';

const BASE = '/p/backend/app/dao/base.py';
const ROUTER = '/p/backend/app/users/router.py';

/** The backend with a delete that is given the record. */
function host(): Record<string, string> {
  const texts = sampleHost('styles/dao');
  return {
    ...texts,
    [BASE]: (texts[BASE] ?? '').replace(
      /async def delete\(cls, data_id: int\):[\s\S]*/,
      `async def delete(cls, instance):
        async with async_session_maker() as session:
            query = delete(cls.model).where(cls.model.id == instance.id)
            await session.execute(query)
            await session.commit()
`,
    ),
    [ROUTER]: (texts[ROUTER] ?? '').replace(
      / {4}if not await UserDAO\.delete\(user_id\):\n.*/,
      `    user = await UserDAO.find_one_or_none_by_id(user_id)
    if user is None:
        raise UserNotFoundException
    await UserDAO.delete(user)`,
    ),
  };
}

test.each([
  [true, /async with async_session_maker\(\) as session:\n {12}session\.add\(instance\)\n {12}instance\.deleted_at = /],
  [false, /^(?![\s\S]*\.add\(instance\))/],
])('soft-delete: %s', async (isSoft, wanted) => {
  const spec = packageSpec({ package: 'notes', fields: ['text:str.40'], settings: { softDelete: isSoft } });
  if (!('model' in spec)) throw new Error('not read');
  const { plan, refusals } = await planRun(inMemory(host()), [draftOf(spec)], { columns: undefined });

  expect(refusals).toBeUndefined();
  expect(plan?.changes.find(({ path }) => path.endsWith('notes/dao.py'))?.after).toMatch(wanted);
});
