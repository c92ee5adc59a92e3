// Columns that the blueprint's update sets by hand.
import { expect, test } from '@jest/globals';
import { printedIn } from './printed.js';
import { SMALL_HOST } from './small-host.js';

/** The small backend with an `updated_at` and an update that does something with it. */
function updating(
  lines: string,
  column = 'Mapped[datetime | None] = mapped_column(default=None)',
): Record<string, string> {
  return {
    ...SMALL_HOST,
    '/b/app/users/models.py': `from datetime import datetime\n${SMALL_HOST['/b/app/users/models.py']}    updated_at: ${column}\n`,
    '/b/app/users/schemas.py': `from datetime import datetime\n${SMALL_HOST['/b/app/users/schemas.py']}    updated_at: datetime | None\n\n\nclass UserUpdate(BaseModel):\n    name: str\n`,
    '/b/app/users/router.py': `from datetime import UTC, datetime
from app.users.schemas import UserUpdate
${SMALL_HOST['/b/app/users/router.py']}

@router.patch("/{user_id}", response_model=UserOut)
def update_user(data: UserUpdate, user: User = Depends(get_user_by_id), db: Session = Depends(get_db)):
    update_data = data.model_dump(exclude_unset=True)
${lines}    for key, value in update_data.items():
        setattr(user, key, value)
    db.commit()
    db.refresh(user)
    return user
`,
  };
}

test.each([
  ['    user.updated_at = datetime.now(UTC)\n'],
  ['    update_data["updated_at"] = datetime.now(UTC)\n'],
  ['    now = datetime.now(UTC)\n    user.updated_at = now\n'],
])('a time that the blueprint sets itself when a record changes is set by a new package, too: %j', async (lines) => {
  const api = await printedIn(updating(lines), '/b', 'api.py');
  expect(api).toContain('from datetime import UTC, datetime\n');
  expect(api).toMatch(/ {8}setattr\(invoice, \w+, value\)\n {4}invoice\.updated_at = datetime\.now\(UTC\)\n/);
  expect(await printedIn(updating(lines), '/b', 'tests/test_api.py')).toContain('"updated_at": updated["updated_at"]');
});

test('a time that the model sets itself is not set twice, and another value is no time', async () => {
  const own = updating(
    '    user.updated_at = datetime.now(UTC)\n',
    'Mapped[datetime | None] = mapped_column(onupdate=datetime.now)',
  );
  expect(await printedIn(own, '/b', 'api.py')).not.toContain('invoice.updated_at =');
  expect(await printedIn(updating('    user.updated_at = None\n'), '/b', 'api.py')).not.toContain(
    'invoice.updated_at =',
  );
});
