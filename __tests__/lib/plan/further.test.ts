// Further models of packages that people wrote: what comes with them into the files, and where their tests are.
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import { packageSpec } from '../asked.js';
import { changedBy, inMemory } from '../memory.js';
import { draftOf, sampleHost, type Texts } from '../sample-hosts.js';

async function added(texts: Texts, model: string, ...fields: readonly string[]): Promise<Texts> {
  const spec = packageSpec({ package: 'users', model, fields });
  const draft = draftOf(spec, { isNew: false, models: [{ spec: spec.model, path: `/${spec.model.collection}` }] });
  const { plan, refusals } = await planRun(inMemory(texts), [draft], { columns: undefined });
  expect(refusals).toBeUndefined();
  return changedBy(plan);
}

test('what the files of the blueprint lack comes with its further model, once', async () => {
  const host = sampleHost('styles/column-functions');
  const first = await added(host, 'Badge', 'title:str.40');
  const second = await added({ ...host, ...first }, 'Profile', 'bio:str.200');

  const router = '/p/backend/app/users/router.py';
  expect(first[router]?.match(/^MAX_INT = /gm)).toHaveLength(1);
  expect(second[router]?.match(/^MAX_INT = /gm)).toHaveLength(1);
});

test('its tests are in files beside those of the package, which people wrote', async () => {
  const oneFile = Object.keys(await added(sampleHost('styles/column-functions'), 'Badge', 'title:str.40'));
  const several = Object.keys(await added(sampleHost('hosts/standard'), 'Badge', 'title:str.40'));

  expect(oneFile.filter((path) => path.includes('test'))).toEqual(['/p/backend/tests/test_badges.py']);
  expect(several.filter((path) => path.includes('test_'))).toEqual(
    ['api', 'crud', 'services'].map((each) => `/p/backend/app/users/tests/badges/test_${each}.py`),
  );
});

test('a package without an __init__ is one, and a file that only the new code needs is made', async () => {
  const { '/p/backend/src/users/__init__.py': _, ...host } = sampleHost('styles/unit-of-work');
  const service = '/p/backend/src/users/service.py';

  // A unit of work that nobody is seen to commit is not followed.
  const unclear = { ...host, [service]: host[service]?.replaceAll('uow.commit()', 'uow.end()') ?? '' };
  const changes = await added(unclear, 'Badge', 'title:str.40');

  expect(changes['/p/backend/src/users/deps.py']).toContain(
    'DbSession = Annotated[AsyncSession, Depends(get_session)]',
  );
});

test('objects of its layers have names of their own where those of the package have no noun', async () => {
  const changes = await added(sampleHost('styles/paged-dicts'), 'Badge', 'title:str.40');

  expect(changes['/p/backend/app/users/router.py']).toContain('Depends(get_badge_service)');
});

test('a model goes behind the blanks of the last line of a file, which stay where they are', async () => {
  const host = sampleHost('styles/column-functions');
  const models = '/p/backend/app/users/models.py';
  const source = `${host[models]?.trimEnd()}  `;
  const changes = await added({ ...host, [models]: source }, 'Badge', 'title:str.40');

  expect(changes[models]?.includes(`${source.split('\n').at(-1)}\n\n\nclass Badge(`)).toBe(true);
  expect(changes[models]).toMatch(/\S\n$/);
});
