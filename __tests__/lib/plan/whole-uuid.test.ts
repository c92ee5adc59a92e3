// Types of one module in a file of models: as the key has them.
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import { packageSpec } from '../../../lib/request/package.js';
import { inMemory } from '../memory.js';
import { SMALL_HOST } from '../package/small-host.js';
import { draftOf } from '../sample-hosts.js';

test('a field is uuid.UUID where the key of the blueprint is', async () => {
  const models = `import uuid
from sqlalchemy import Uuid
from sqlalchemy.orm import Mapped, mapped_column
from app.database import Base


class User(Base):
    __tablename__ = "users"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(as_uuid=True), primary_key=True, default=uuid.uuid4)
    name: Mapped[str]
`;
  const schemas = (SMALL_HOST['/b/app/users/schemas.py'] ?? '').replace('id: int', 'id: UUID');
  const texts = {
    ...SMALL_HOST,
    '/b/app/users/models.py': models,
    '/b/app/users/schemas.py': `from uuid import UUID\n${schemas}`,
  };
  const spec = packageSpec({ package: 'notes', fields: ['code:uuid', 'user:ref.users.User'] });
  if (!('model' in spec)) throw new Error(spec.map(({ reason }) => reason).join());
  const { plan } = await planRun(inMemory(texts), [draftOf(spec, { start: '/b' })], { columns: undefined });
  const text = plan?.changes.find(({ path }) => path.endsWith('notes/models.py'))?.after ?? '';
  expect(text).toContain('    code: Mapped[uuid.UUID]\n');
  expect(text).toContain('    user_id: Mapped[uuid.UUID] = ');
  expect(text).not.toContain('from uuid import');
});
