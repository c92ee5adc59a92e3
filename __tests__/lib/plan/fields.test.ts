import { describe, expect, test } from '@jest/globals';
import type { Change } from '../../../lib/plan/plan.js';
import { type Planned, planRun } from '../../../lib/plan/plan-run.js';
import type { Draft } from '../../../lib/plan/request.js';
import { shareOf } from '../../share.js';
import { packageSpec } from '../asked.js';
import { inMemory } from '../memory.js';
import { draftOf, sampleHost, type Texts, whoCalls } from '../sample-hosts.js';

const SHELL = { columns: undefined };
const FIELDS = ['number:str.32:unique', 'total:decimal.10.2:ge=0', 'status:enum.draft.sent:default=draft'];

const planned = (texts: Texts, draft: Draft): Promise<Planned> => planRun(inMemory(texts), [draft], SHELL);

const packageDraft = (fields: readonly string[]): Draft => draftOf(packageSpec({ package: 'invoices', fields }));

function fieldDraft(name: string, model: string, fields: readonly string[]): Draft {
  const spec = packageSpec({ package: name, model, fields });
  return draftOf(spec, { isNew: false, models: [], added: [{ model, fields: spec.model.fields }] });
}

const written = (texts: Texts, changes: readonly Change[]): Texts => ({
  ...texts,
  ...Object.fromEntries(changes.map(({ path, after }) => [path, after])),
});

async function edited(texts: Texts, draft: Draft): Promise<Texts> {
  const { plan, refusals } = await planned(texts, draft);
  expect(refusals).toBeUndefined();
  return written(texts, plan?.changes ?? []);
}

const idsOf = async (texts: Texts, draft: Draft): Promise<readonly string[]> =>
  ((await planned(texts, draft)).refusals ?? []).map(({ id }) => id);

/** The lines of one text that are not in the other. */
const lost = (before: string, now: string): readonly string[] => {
  const lines = now.split('\n');
  return before.split('\n').filter((line) => !lines.includes(line));
};

const STANDARD = sampleHost('hosts/standard');
const INVOICES = await edited(STANDARD, packageDraft(FIELDS));
const file = (texts: Texts, name: string): string => texts[`/p/backend/app/${name}`] ?? '';

describe('a field that is added later', () => {
  const names = 'async-repository column-functions dao layered-async one-file pydantic-1 sqlmodel unit-of-work'.split(
    ' ',
  );

  test.each(shareOf(names, 'styles with a field that is added later'))(
    'is written in the style %s as one that was there from the start',
    async (name) => {
      const texts = sampleHost(`styles/${name}`);
      const asked = [...FIELDS, 'paid_on:date:optional'];
      const from = await edited(texts, packageDraft(asked));
      const without = await edited(texts, packageDraft(FIELDS));
      const later = await edited(without, fieldDraft('invoices', 'Invoice', ['paid_on:date:optional']));
      expect(later).toEqual(from);
      expect(
        (await planned(later, fieldDraft('invoices', 'Invoice', ['paid_on:date:optional']))).plan?.changes,
      ).toEqual([]);
    },
  );

  test('is written once in a file of all features, whose style its own type does not change', async () => {
    const texts = await edited(sampleHost('styles/one-file'), packageDraft(FIELDS));
    const site = fieldDraft('invoices', 'Invoice', ['site:url:optional']);
    const later = await edited(texts, site);
    expect((await planned(later, site)).plan?.changes).toEqual([]);
    const others = await edited(later, draftOf(packageSpec({ package: 'labels', fields: ['word:str.8'] })));
    expect(file(others, 'schemas.py')).toContain('    word: str = Field(min_length=1, max_length=8)\n');
  });

  test.each([
    ['hosts/standard', 'tags:list.str.40:default=empty'],
    ['styles/guarded-parameter', 'tags:list.str:default=empty'],
    ['styles/one-file', 'tags:list.str:default=empty'],
    ['styles/guarded-parameter', 'days:list.date:optional'],
    ['styles/sqlmodel', 'sums:list.decimal.10.2:optional'],
    ['styles/column-functions', 'marks:list.bigint:default=empty'],
  ])('is known again when it is a list, in %s: %s', async (name, list) => {
    const texts = await edited(sampleHost(name), packageDraft(FIELDS));
    const later = await edited(texts, fieldDraft('invoices', 'Invoice', [list]));
    expect((await planned(later, fieldDraft('invoices', 'Invoice', [list]))).plan?.changes).toEqual([]);
    expect(await idsOf(later, fieldDraft('invoices', 'Invoice', [list.replace(/list[^:]*/, 'list.bool')]))).toEqual([
      'field-taken',
    ]);
  });

  test.each(['hosts/standard', 'styles/sqlmodel', 'styles/pydantic-1'])(
    'is stored as a hash as one that was there from the start, in %s',
    async (name) => {
      const security = 'def make_hash(password: str) -> str:\n    return context.hash(password)\n';
      const texts = { ...sampleHost(name), '/p/backend/app/hashing.py': security };
      const pin = 'pin:secret.4:optional:hash=make_hash';
      const from = await edited(texts, packageDraft([...FIELDS, pin]));
      const without = await edited(texts, packageDraft(FIELDS));
      const later = await edited(without, fieldDraft('invoices', 'Invoice', [pin]));
      expect(later).toEqual(from);
      expect((await planned(later, fieldDraft('invoices', 'Invoice', [pin]))).plan?.changes).toEqual([]);
      expect(await idsOf(later, fieldDraft('invoices', 'Invoice', ['pin:secret.4:optional']))).toEqual(['field-taken']);
    },
  );

  test('comes to records below others, whose records have owners, too', async () => {
    const host = { ...STANDARD, '/p/backend/app/who.py': whoCalls('app.users.models') };
    const invoices = packageSpec({ package: 'invoices', fields: ['number:str.32'], settings: { owner: 'User' } });
    const texts = await edited(host, draftOf(invoices));
    const lines = (...fields: string[]): Draft => {
      const settings = { owner: 'User', under: 'Invoice' };
      const spec = packageSpec({ package: 'invoices', model: 'Line', fields, settings });
      return draftOf(spec, { isNew: false, models: [{ spec: spec.model, path: '/lines' }] });
    };
    const from = await edited(texts, lines('position:int:ge=1', 'note:text:optional'));
    const without = await edited(texts, lines('position:int:ge=1'));
    const later = await edited(without, fieldDraft('invoices', 'Line', ['note:text:optional']));
    expect(later).toEqual(from);
  });

  test.each([
    ['hosts/standard', 'app.users.models'],
    ['styles/guarded-parameter', 'app.users.models'],
    ['styles/layered-async', 'app.models.user'],
  ])('refers to what the caller owns where the records of the model have owners, in %s', async (name, module) => {
    const host = { ...sampleHost(name), [`/p/backend/${module.split('.')[0]}/who.py`]: whoCalls(module) };
    const owned = (pkg: string, fields: readonly string[]): Draft =>
      draftOf(packageSpec({ package: pkg, fields, settings: { owner: 'User' } }));
    const texts = await edited(host, owned('customers', ['name:str.80']));
    const from = await edited(
      texts,
      owned('invoices', ['number:str.32:unique', 'customer:ref.Customer:embed:optional']),
    );
    const without = await edited(texts, owned('invoices', ['number:str.32:unique']));
    const later = await edited(without, fieldDraft('invoices', 'Invoice', ['customer:ref.Customer:embed:optional']));
    const different = Object.keys(from).filter((path) => from[path] !== later[path]);
    expect(different.map((path) => [path, later[path]])).toEqual(different.map((path) => [path, from[path]]));
  });

  test.each(['hosts/standard', 'styles/async-repository'])(
    'stands beside fields that are made anew, in %s',
    async (name) => {
      const texts = sampleHost(name);
      const made = [
        'day:date:default=today',
        'seen:datetime:default=now',
        'token:uuid:default=uuid4',
        'tags:list.str:default=empty',
      ];
      const from = await edited(texts, packageDraft([...made, 'code:str.20:optional']));
      const without = await edited(texts, packageDraft(made));
      expect(await edited(without, fieldDraft('invoices', 'Invoice', ['code:str.20:optional']))).toEqual(from);
    },
  );

  test('stands beside fields that are unique together', async () => {
    const settings = { unique: 'status+class_', owner: 'User' };
    const asked = (fields: readonly string[]): Draft => draftOf(packageSpec({ package: 'invoices', fields, settings }));
    const host = { ...STANDARD, '/p/backend/app/who.py': whoCalls('app.users.models') };
    const fields = ['status:enum.draft.sent', 'class_:int:default=2024:column=class', 'parent:ref.Invoice:optional'];
    const from = await edited(host, asked([...fields, 'due:date:optional:filter']));
    const without = await edited(host, asked(fields));
    expect(await edited(without, fieldDraft('invoices', 'Invoice', ['due:date:optional:filter']))).toEqual(from);
  });

  test('opens the list for a filter, an order and a search, down to the query', async () => {
    const fields = ['paid_on:date:optional:filter', 'note:str.80:optional:sort:search'];
    const later = await edited(INVOICES, fieldDraft('invoices', 'Invoice', fields));
    expect(later).toEqual(await edited(STANDARD, packageDraft([...FIELDS, ...fields])));
  });

  test('is put where the model is, with the constraint that it needs', async () => {
    const later = await edited(INVOICES, fieldDraft('invoices', 'Invoice', ['code:str.20:optional:unique']));
    expect(file(later, 'invoices/models.py')).toContain('UniqueConstraint("code", name="uq_invoices_code"),');
    expect(file(later, 'invoices/services.py')).toContain('"Number or code is already taken"');
  });

  test('refers to another model, whose records are looked for', async () => {
    const later = await edited(
      INVOICES,
      fieldDraft('invoices', 'Invoice', ['buyer:ref.users.User:optional:back=invoices']),
    );
    expect(file(later, 'invoices/models.py')).toContain('buyer_id: Mapped[int | None]');
    expect(file(later, 'users/models.py')).toContain('invoices: Mapped[list["Invoice"]] = relationship(');
    expect(file(later, 'invoices/services.py')).toContain('def check_invoice(');
  });
});

describe('records that are stored already', () => {
  test.each([
    ['paid_on:date', 'without a value'],
    ['code:str.20:default=x:unique', 'with one value for all of a unique field'],
    ['token:uuid:default=uuid4', 'with a value that only Python makes'],
  ])('are not left %s: %s', async (field) => {
    expect(await idsOf(INVOICES, fieldDraft('invoices', 'Invoice', [field]))).toEqual(['field-required']);
  });

  test('get the default of a field from the database', async () => {
    const later = await edited(INVOICES, fieldDraft('invoices', 'Invoice', ['weight:int:default=1']));
    expect(file(later, 'invoices/models.py')).toContain(
      'weight: Mapped[int] = mapped_column(default=1, server_default=text("1"))',
    );
    expect(file(later, 'invoices/schemas.py')).toContain('weight: Weight = 1');
  });
});

describe('what people wrote', () => {
  const SCHEMAS = '/p/backend/app/users/schemas.py';
  const MODELS = '/p/backend/app/users/models.py';

  test('the blueprint gets a field like any other package, and no line is lost', async () => {
    const { plan } = await planned(STANDARD, fieldDraft('users', 'User', ['nickname:str.40:optional']));
    expect(plan?.changes.map(({ path }) => path)).toEqual(expect.arrayContaining([MODELS, SCHEMAS]));
    for (const { before = '', after: now } of plan?.changes ?? []) {
      expect(lost(before, now).filter((line) => !/import/.test(line))).toEqual([]);
    }
  });

  test('a function that names one column after the other names the new one too', async () => {
    const crud = '/p/backend/app/invoices/crud.py';
    const text = file(INVOICES, 'invoices/crud.py').replace(
      /models\.Invoice\(\*\*.*\)\n/,
      'models.Invoice(\n        number=data.number,  # the printed one\n        total=data.total,\n        status=data.status,\n    )\n',
    );
    const later = await edited(
      { ...INVOICES, [crud]: text },
      fieldDraft('invoices', 'Invoice', ['paid_on:date:optional']),
    );
    expect(later[crud]).toContain('        status=data.status,\n        paid_on=data.paid_on,\n    )\n');
    expect(later[crud]).toContain('number=data.number,  # the printed one');
  });

  test('a method, a comment and an order of their own stay where they are', async () => {
    const path = '/p/backend/app/invoices/models.py';
    const text = file(INVOICES, 'invoices/models.py').replace(
      /( {4}total: .*\n)/,
      '    # what is to be paid\n$1\n    @property\n    def label(self) -> str:\n        return f"{self.number}"\n\n',
    );
    const later = await edited(
      { ...INVOICES, [path]: text },
      fieldDraft('invoices', 'Invoice', ['paid_on:date:optional']),
    );
    expect(lost(text, later[path] ?? '')).toEqual([]);
  });

  test('a function of theirs that calls the list has to give its filters', async () => {
    const path = '/p/backend/app/report.py';
    const text = 'from app.invoices import crud\n\n\ndef report(db):\n    return crud.get_invoices(db, 0, 10)\n';
    const draft = fieldDraft('invoices', 'Invoice', ['paid_on:date:optional:filter']);
    const { refusals = [] } = await planned({ ...INVOICES, [path]: text }, draft);
    expect(refusals.map(({ id, at }) => [id, at])).toEqual([['field-callers', { path, line: 5 }]]);
  });

  test('a handler that was written anew is not guessed at', async () => {
    const path = '/p/backend/app/invoices/crud.py';
    const text = file(INVOICES, 'invoices/crud.py').replace(
      /query = select\(.*\n/,
      'query = build_query(skip, limit)\n',
    );
    const draft = fieldDraft('invoices', 'Invoice', ['paid_on:date:optional:filter']);
    const { refusals = [] } = await planned({ ...INVOICES, [path]: text }, draft);
    expect(refusals.map(({ id }) => id)).toEqual(['field-unclear']);
    expect(refusals[0]?.paste?.[0]?.lines.join('\n')).toContain('.where(*invoice_conditions(filters))');
  });
});

describe('a name that is taken', () => {
  test.each([
    ['total:int:optional', 'a column of another type'],
    ['number:str.32:optional', 'a column that may not be null'],
    ['label:str:optional', 'a property'],
  ])('%s is refused beside %s', async (field) => {
    const path = '/p/backend/app/invoices/models.py';
    const text = `${file(INVOICES, 'invoices/models.py')}\n    @property\n    def label(self) -> str:\n        return ""\n`;
    expect(await idsOf({ ...INVOICES, [path]: text }, fieldDraft('invoices', 'Invoice', [field]))).toEqual([
      'field-taken',
    ]);
  });

  test('a model that is not there is refused with those that are', async () => {
    const { refusals = [] } = await planned(INVOICES, fieldDraft('invoices', 'Invoce', ['a:str:optional']));
    expect(refusals[0]).toMatchObject({ id: 'model-missing', hint: 'It has Invoice.' });
  });

  test('fields of a model that the run makes are in that model from the start', async () => {
    const spec = packageSpec({ package: 'invoices', fields: FIELDS });
    const more = packageSpec({ package: 'invoices', model: 'Invoice', fields: ['paid_on:date'] });
    const draft = draftOf(spec, { added: [{ model: 'Invoice', fields: more.model.fields }] });
    expect(await edited(STANDARD, draft)).toEqual(await edited(STANDARD, packageDraft([...FIELDS, 'paid_on:date'])));
  });
});
