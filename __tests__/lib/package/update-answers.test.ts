// What an update of the blueprint answers, the new one answers: the record, or nothing with the same status.
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import { packageSpec } from '../asked.js';
import { inMemory } from '../memory.js';
import { draftOf } from '../sample-hosts.js';
import { SMALL_HOST } from './small-host.js';

const HOST = Object.fromEntries(
  Object.entries(SMALL_HOST).map(([path, text]) => [path.replace('/b/', '/p/backend/'), text]),
);
const ROUTER = '/p/backend/app/users/router.py';

const updating = (decorator: string, returns: string, last: string): string => `

@router.put("/{user_id}"${decorator})
def update_user(data: UserCreate, user: User = Depends(get_user_by_id), db: Session = Depends(get_db))${returns}:
    user.name = data.name
    db.commit()
    ${last}
`;

test.each([
  ['', '', 'pass', '"/{note_id}")', ':', false],
  ['', ' -> None', 'db.flush()', '"/{note_id}")', ' -> None:', false],
  [', status_code=204', '', 'return', '"/{note_id}", status_code=204)', ':', false],
  [
    ', status_code=status.HTTP_204_NO_CONTENT',
    '',
    'return None',
    '"/{note_id}", status_code=status.HTTP_204_NO_CONTENT)',
    ':',
    false,
  ],
  ['', '', 'return Response(status_code=204)', '"/{note_id}", status_code=status.HTTP_204_NO_CONTENT)', ':', false],
  [
    '',
    '',
    'return Response(content=f"User {user.id} changed", status_code=status.HTTP_204_NO_CONTENT)',
    '"/{note_id}", status_code=status.HTTP_204_NO_CONTENT)',
    ':',
    false,
  ],
  [', response_model=UserOut', '', 'return user', '"/{note_id}", response_model=NoteOut)', ':', true],
])('@put(%s)%s: %s', async (decorator, returns, last, written, annotation, isAnswered) => {
  const files = { ...HOST, [ROUTER]: `${HOST[ROUTER]}${updating(decorator, returns, last)}` };
  const { plan, refusals } = await planRun(
    inMemory(files),
    [draftOf(packageSpec({ package: 'notes', fields: ['text:str'] }))],
    {
      columns: undefined,
    },
  );
  expect(refusals).toBeUndefined();
  const router = plan?.changes.find(({ path }) => path.endsWith('/notes/router.py'))?.after ?? '';
  // What is deleted meanwhile is a missing one, whatever a change answers.
  expect(plan?.changes.some(({ after }) => /def test_update_note_deleted_meanwhile\(/.test(after ?? ''))).toBe(true);
  const handler = router.slice(router.indexOf('@router.put(')).split('\n\n\n')[0] ?? '';

  expect(handler).toContain(`@router.put(${written}`);
  expect(/^(?:def .*|)\)(.*)$/m.exec(handler)?.[1]).toBe(annotation);
  expect(/\n {4}return \w+$/m.test(handler)).toBe(isAnswered);
});

test('a create that answers nothing is told: the new one answers the record', async () => {
  const silent = HOST[ROUTER]
    ?.replace('"/", response_model=UserOut', '"/", status_code=201')
    .replace('    db.refresh(user)\n    return user\n', '');
  const files = { ...HOST, [ROUTER]: silent ?? '' };
  const spec = packageSpec({ package: 'notes', fields: ['text:str'] });
  const { plan } = await planRun(inMemory(files), [draftOf(spec)], { columns: undefined });

  expect(plan?.notes).toContain(
    "The blueprint's create answers nothing (app/users/router.py:17); the new one answers the record.",
  );
});
