// References are written as the models of the host write theirs: with or without type, name and class.
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import { packageSpec } from '../../../lib/request/package.js';
import { inMemory } from '../memory.js';
import { draftOf, sampleHost } from '../sample-hosts.js';

const APP = '/p/backend/app';

const LABELS = `from sqlalchemy import ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column, relationship
from app.core.db import Base
from app.users.models import User


class Label(Base):
    __tablename__ = "labels"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(KEY)
    user: Mapped["User"] = relationship(CLASS)
`;

test.each([
  ['ForeignKey("users.id")', '', 'mapped_column(ForeignKey("users.id"), index=True)', 'relationship()'],
  [
    'Integer, ForeignKey("users.id", name="fk_labels_user")',
    '"User"',
    'mapped_column(Integer, ForeignKey("users.id", name="fk_notes_reader_id"), index=True)',
    'relationship("User")',
  ],
])('a host with %s and relationship(%s)', async (key, named, column, relationship) => {
  const spec = packageSpec({ package: 'notes', fields: ['reader:ref.users.User'] });
  if (!('model' in spec)) throw new Error('not read');
  const labels = LABELS.replace('KEY', key).replace('CLASS', named);
  const host = {
    ...sampleHost('hosts/standard'),
    [`${APP}/labels/__init__.py`]: '',
    [`${APP}/labels/models.py`]: labels,
  };
  const { plan } = await planRun(inMemory(host), [draftOf(spec)], { columns: undefined });
  const models = plan?.changes.find(({ path }) => path === `${APP}/notes/models.py`)?.after ?? '';

  const [, line] = /reader_id: Mapped\[int\] = (mapped_column\([\s\S]*?\n? *\))\n/.exec(models) ?? [];
  expect(line?.replaceAll(/\n\s*/g, '')).toBe(column);
  expect(models).toContain(`    reader: Mapped["User"] = ${relationship}\n`);
});
