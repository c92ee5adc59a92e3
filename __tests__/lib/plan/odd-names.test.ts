import { expect, test } from '@jest/globals';
import { BUILTINS, KEYWORDS, SOFT_KEYWORDS } from '../../../lib/naming/reserved-words.js';
import { planRun } from '../../../lib/plan/plan-run.js';
import { BackendPackageError } from '../../../lib/refusal.js';
import { inTurn, shareOf } from '../../share.js';
import { WRITTEN } from '../../styles/styles.js';
import { packageSpec } from '../asked.js';
import { inMemory } from '../memory.js';
import { draftOf, sampleHost } from '../sample-hosts.js';

const HOST = sampleHost('hosts/standard');

const FRAMEWORKS =
  'base bases depend depends session sessions router routers status statuses date dates enum enums field fields query queries path paths engine engines client clients record records app apps';
const ODD = 'x s ss x__y x_ news data series id ids a1 models model tests test crud deps services schemas api x_1 s_s';

const isPackage = (name: string): boolean => /^[a-z]/.test(name);
const keywords = shareOf([...KEYWORDS, ...SOFT_KEYWORDS].filter(isPackage), 'keywords as names');
const builtins = shareOf([...BUILTINS].filter(isPackage), 'builtins as names');
const names = new Set([
  ...keywords.flatMap((name) => [name, `${name}_`, `${name}s`]),
  ...builtins.map((name) => `${name}s`),
  ...`${FRAMEWORKS} ${ODD}`.split(' '),
]);

type Asked = Parameters<typeof packageSpec>[0] & { readonly package: string };

async function planned(asked: Asked): ReturnType<typeof planRun> {
  const spec = packageSpec(asked);
  return planRun(inMemory(HOST), [draftOf(spec)], { columns: undefined });
}

/** What the plan of a package with two fields came to: its refusals, or nothing. */
async function refusalsOf(name: string): Promise<readonly string[]> {
  try {
    const { refusals = [] } = await planned({ package: name, fields: ['label:str.32:unique', 'day:date:optional'] });
    return refusals.map(({ id }) => id);
  } catch (error) {
    if (error instanceof BackendPackageError) return error.refusals.map(({ id }) => id);
    throw error;
  }
}

async function written(asked: Asked, file: string): Promise<string> {
  const { plan, refusals } = await planned(asked);
  expect(refusals).toBeUndefined();
  return plan?.changes.find(({ path }) => path.endsWith(`/${asked.package}/${file}`))?.after ?? '';
}

test('a package may have any name that is not refused', async () => {
  const crashed: string[] = [];
  let written = 0;
  for (const name of names) {
    try {
      if ((await refusalsOf(name)).length === 0) written += 1;
    } catch (error) {
      crashed.push(`${name}: ${(error as Error).message}`);
    }
  }
  expect(crashed).toEqual([]);
  expect(written).toBeGreaterThan(names.size / 2);
}, 300_000);

test('a field may be called like a constant of Python', async () => {
  const schemas = await written(
    { package: 'notes', fields: ['none:str.20', 'true:int:ge=0', 'false:bool'] },
    'schemas.py',
  );
  expect(schemas).toContain('NoteNone = Annotated[str, Field(min_length=1, max_length=20, ');
  expect(schemas).toContain('    true: NoteTrue\n');
  expect(schemas).toContain('    false: bool\n');
});

test('a variable that is called after the model does not hide a function that its file imports', async () => {
  const crud = await written({ package: 'choices', model: 'Select', fields: ['label:str.32'] }, 'crud.py');
  expect(crud).toContain('from sqlalchemy import select as select_\n');
  expect(crud).toContain('    query = select_(models.Select).order_by(models.Select.id)');
  expect(crud).toContain('    select = models.Select(**data.model_dump())\n');
});

/** The noun of one, and nouns without a plural. */
const SINGULARS = ['inventory', 'media', 'staff'];

test.each(WRITTEN.map(({ name }, turn) => [name, turn] as const))(
  'a package may be called by the noun of one in every style: %s',
  async (style, turn) => {
    const host = sampleHost(`styles/${style}`);
    for (const name of inTurn(SINGULARS, turn, 'singular names')) {
      const draft = draftOf(packageSpec({ package: name, fields: ['name:str.32:unique'] }));
      const { refusals } = await planRun(inMemory(host), [draft], { columns: undefined });
      expect(refusals).toBeUndefined();
    }
  },
);

test('classes of a noun without a plural are called by it alone', async () => {
  const draft = draftOf(packageSpec({ package: 'media', fields: ['name:str.32'] }));
  const { plan } = await planRun(inMemory(sampleHost('styles/unit-of-work')), [draft], { columns: undefined });
  const text = plan?.changes.map(({ after }) => after ?? '').join('\n') ?? '';

  expect(text).toContain('class MediaService:');
  expect(text).toContain('from src.media.repository import MediaRepository\n');
  expect(text).not.toContain('MediaList');
});
