import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import type { SettingsInput } from '../../../lib/request/settings.js';
import { packageSpec } from '../asked.js';
import { inMemory } from '../memory.js';
import { draftOf, sampleHost } from '../sample-hosts.js';

async function planned(
  folder: string,
  settings: SettingsInput,
  fields: readonly string[] = ['number:str.32', 'year:int'],
): ReturnType<typeof planRun> {
  const spec = packageSpec({ package: 'invoices', fields, settings });
  return planRun(inMemory(sampleHost(folder)), [draftOf(spec)], { columns: undefined });
}

async function modelsWith(folder: string, settings: SettingsInput): Promise<string> {
  const { plan } = await planned(folder, settings);
  const text = plan?.changes.find(({ path }) => path.endsWith('invoices/models.py'))?.after ?? '';
  return text.slice(text.indexOf('class Invoice'));
}

test('the key, the table, groups of fields and timestamps are those that were asked for', async () => {
  const asked = { key: 'uuid', timestamps: true, table: 'bills', unique: 'number+year', index: 'year+number' };
  expect(await modelsWith('hosts/standard', asked)).toBe(`class Invoice(Base):
    __tablename__ = "bills"
    __table_args__ = (
        UniqueConstraint("number", "year", name="uq_bills_number_year"),
        Index("ix_bills_year_number", "year", "number"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    number: Mapped[str] = mapped_column(String(32))
    year: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), default=lambda: datetime.now(UTC)
    )
    updated_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True),
        default=lambda: datetime.now(UTC),
        onupdate=lambda: datetime.now(UTC),
    )
`);
});

test('timestamps are written with Column where the blueprint has it', async () => {
  expect(await modelsWith('styles/guarded-parameter', { timestamps: true })).toContain(`    updated_at = Column(
        DateTime(timezone=True),
        default=lambda: datetime.now(timezone.utc),
        onupdate=lambda: datetime.now(timezone.utc),
        nullable=False,
    )
`);
});

const MIXIN = `from datetime import datetime

from sqlalchemy import func
from sqlalchemy.orm import Mapped, mapped_column


class TimestampMixin:
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now())
`;

/** A model of the host that inherits from what supplies timestamps. */
const audit = (head: string): string => `from app.core.db import Base
from app.core.mixins import *
from app.core.mixins import TimestampMixin
from sqlalchemy.orm import Mapped, mapped_column


class Audit(${head}):
    __tablename__ = "audits"

    id: Mapped[int] = mapped_column(primary_key=True)
`;

async function stamped(mixin: string, head: string, fields: readonly string[] = ['number:str.32']): Promise<string> {
  const spec = packageSpec({ package: 'invoices', fields, settings: { timestamps: true } });
  const own = { '/p/backend/app/core/mixins.py': mixin, '/p/backend/app/audits/models.py': audit(head) };
  const { plan, refusals } = await planRun(inMemory({ ...sampleHost('hosts/standard'), ...own }), [draftOf(spec)], {
    columns: undefined,
  });
  expect(refusals).toBeUndefined();
  const text = plan?.changes.find(({ path }) => path.endsWith('invoices/models.py'))?.after ?? '';
  const note = plan?.notes.find((each) => each.includes('created_at')) ?? '';
  return `${text.slice(text.indexOf('class Invoice'))}${note}`;
}

const WITHOUT = `    __tablename__ = "invoices"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(32))
Invoice has created_at and updated_at from TimestampMixin, like app/audits/models.py:7.`;

test.each<[string, string, string, string]>([
  ['a mixin', MIXIN, 'TimestampMixin, Base', 'class Invoice(TimestampMixin, Base):'],
  ['a mixin behind the base', MIXIN, 'Base, TimestampMixin', 'class Invoice(Base, TimestampMixin):'],
  [
    'a base of their own',
    `from app.core.db import Base\n${MIXIN.replace('TimestampMixin:', 'TimestampMixin(Base):\n    __abstract__ = True\n')}`,
    'TimestampMixin',
    'class Invoice(TimestampMixin):',
  ],
])('timestamps come from %s that other models of the host take them from', async (_, mixin, head, wanted) => {
  expect(await stamped(mixin, head)).toBe(`${wanted}\n${WITHOUT}`);
});

test.each<[string, string, string, readonly string[]]>([
  ['no model inherits from', MIXIN, 'Base', ['number:str.32']],
  ['has other columns, too', `${MIXIN}    created_by: Mapped[int]\n`, 'TimestampMixin, Base', ['number:str.32']],
  [
    'only says when a record was made',
    MIXIN.replace(/ {4}updated_at.*\n/, ''),
    'TimestampMixin, Base',
    ['number:str.32'],
  ],
  ['has a column that is asked for', MIXIN, 'TimestampMixin, Base', ['updated_at:datetime:optional']],
])('timestamps are columns of the model where a class %s', async (_, mixin, head, fields) => {
  const text = await stamped(mixin, head, fields);
  expect(text).toContain('class Invoice(Base):');
  expect(text).toContain('    created_at: Mapped[datetime] = mapped_column(');
});

const OWN = `    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now())
`;

test('timestamps are written as another model of the host writes them', async () => {
  const head = `${MIXIN.slice(0, MIXIN.indexOf('class'))}from app.core.db import Base`;
  const text = await stamped(
    `${head}\n\n\nclass Log(Base):\n    __tablename__ = "logs"\n    id: Mapped[int] = mapped_column(primary_key=True)\n${OWN}`,
    'Base',
  );

  const plain = text.replaceAll(/\(\n {8}|\n {4}\)/g, (found) => found.trim());
  expect(plain).toContain(OWN);
  expect(text).toContain('Invoice has created_at and updated_at, like app/core/mixins.py:');
});

test('timestamps that another package got without a model that shows any are shown by none', async () => {
  const spec = packageSpec({ package: 'invoices', fields: ['number:str.32'], settings: { timestamps: true } });
  const host = sampleHost('hosts/standard');
  const first = await planRun(inMemory(host), [draftOf(spec)], { columns: undefined });
  const changes = (first.plan?.changes ?? []).map(({ path, after }) => [path, after]);
  const files = inMemory({ ...host, ...Object.fromEntries(changes) });
  const again = await planRun(files, [draftOf(spec)], { columns: undefined });

  expect([changes.length > 0, again.refusals, again.plan?.changes]).toEqual([true, undefined, []]);
});

test('timestamps that every model of the host has are not written twice', async () => {
  const text = await modelsWith('styles/uuid-mixins', { timestamps: true });
  expect(text).not.toBe('');
  expect(text).not.toMatch(/created_at|updated_at/);
});

test.each([
  ['styles/uuid-mixins', 'int', 'key-supplied'],
  ['styles/generic-crud', 'uuid', 'key-inherited'],
  ['styles/pydantic-1', 'uuid', 'key-uuid'],
  ['hosts/standard', 'uuid7', 'key-uuid7'],
])('in %s another key, %s, is refused: %s', async (folder, key, id) => {
  const { refusals = [] } = await planned(folder, { key });
  expect(refusals.map((each) => each.id)).toEqual([id]);
});

test.each([
  ['styles/dao', 'find_all(cls, filters: InvoiceFilters, limit: int = 100, offset: int = 0)'],
  ['styles/generic-crud', 'self, db: Session, filters: InvoiceFilters, *, skip: int = 0, limit: int = 100'],
])('in %s a list that a base has is written again where it can be asked for something: %s', async (folder, wanted) => {
  const { plan } = await planned(folder, {}, ['total:int:filter:sort']);
  expect(plan?.changes.map(({ after }) => after).join('\n')).toContain(wanted);
});

test.each([
  ['styles/pydantic-1', 'name:str:search', 'filters-old'],
  ['hosts/standard', 'skip:int:filter', 'filter-name'],
  ['hosts/standard', 'sort:str:filter:sort', 'filter-name'],
])('in %s a list that can be asked for %s is refused: %s', async (folder, field, id) => {
  const { refusals = [] } = await planned(folder, {}, [field]);
  expect(refusals.map((each) => each.id)).toEqual([id]);
});

test('a field is refused for what the backend admits, by the version that has it', async () => {
  const host = sampleHost('styles/one-file');
  const path = '/p/backend/requirements.txt';
  const texts = { ...host, [path]: `${(host[path] ?? '').replace(/^pydantic.*\n?/gim, '')}\npydantic==2.4.2\n` };
  const draft = draftOf(packageSpec({ package: 'invoices', fields: ['meta:json'] }));
  const { refusals = [] } = await planRun(inMemory(texts), [draft], { columns: undefined });
  expect(refusals.map(({ id, reason }) => [id, reason])).toEqual([
    ['versions-field', 'The field meta is of the type json, which is not written for Pydantic before 2.7.'],
  ]);
});
