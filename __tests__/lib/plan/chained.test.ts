// Several packages of one run in a backend that has the models of all in one file.
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import type { Draft } from '../../../lib/plan/request.js';
import { packageSpec } from '../asked.js';
import { changedBy, inMemory } from '../memory.js';
import { draftOf, sampleHost, type Texts } from '../sample-hosts.js';

const HOST = sampleHost('styles/one-file');
const asked = (name: string, ...fields: readonly string[]): Draft =>
  draftOf(packageSpec({ package: name, fields: ['label:str.40', ...fields] }));

async function written(texts: Texts, ...drafts: readonly Draft[]): Promise<Texts> {
  const { plan, refusals } = await planRun(inMemory(texts), drafts, { columns: undefined });
  expect(refusals).toBeUndefined();
  const paths = (plan?.changes ?? []).map(({ path }) => path);
  expect(new Set(paths).size).toBe(paths.length);
  return { ...texts, ...changedBy(plan) };
}

test('a file gets what each of them brings, as in runs of their own', async () => {
  const drafts = [asked('boxes'), asked('shelves', 'box:ref.Box')] as const;

  const together = await written(HOST, ...drafts);
  const [first, second] = drafts;
  const apart = await written(await written(HOST, first), second);

  expect(together).toEqual(apart);
  expect(together['/p/backend/app/models.py']).toMatch(/class Box\(Base\)[\s\S]*class Shelf\(Base\)/);
});

test('what refers to a package that is asked for later is below it', async () => {
  const { '/p/backend/app/models.py': models } = await written(HOST, asked('shelves', 'box:ref.Box'), asked('boxes'));

  expect(models).toMatch(/class Box\(Base\)[\s\S]*class Shelf\(Base\)/);
});

test('a model gets the other end of a reference of a package that goes into the same file', async () => {
  const together = await written(HOST, asked('boxes'), asked('shelves', 'box:ref.Box:back=shelves'));

  expect(together['/p/backend/app/models.py']).toContain(`
    label = Column(String(40), nullable=False)

    shelves = relationship("Shelf", back_populates="box", passive_deletes="all")
`);
});

test('fields of a model in the same file are refused beside a new package', async () => {
  const spec = packageSpec({ package: 'users', model: 'User', fields: ['nickname:str.40:optional'] });
  const field = draftOf(spec, { isNew: false, models: [], added: [{ model: 'User', fields: spec.model.fields }] });

  const { refusals = [] } = await planRun(inMemory(HOST), [asked('boxes'), field], { columns: undefined });

  expect(refusals.map(({ id, hint }) => [id, hint])).toEqual([
    ['file-shared', 'Ask for one of them first, and for the others in runs of their own.'],
  ]);
});

test('the function that looks for a record is there once for all that refer to such records', async () => {
  const drafts = [asked('boxes'), asked('shelves', 'box:ref.Box'), asked('carts', 'box:ref.Box')];

  const texts = await written(HOST, ...drafts);
  const crud = texts['/p/backend/app/crud.py'] ?? '';

  expect(crud.match(/def \w+_exists/g)).toEqual(['def box_exists']);
  expect(crud).toMatch(/def get_cart\b[\s\S]*def create_cart/);
  // Asked for again, nothing is missing.
  expect(await written(texts, ...drafts)).toEqual(texts);
});
