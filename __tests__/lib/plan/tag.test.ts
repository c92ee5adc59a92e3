// The tag that a package is asked to have: written where the host writes its tags, or refused.
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import { tagThere } from '../../../lib/plan/tag.js';
import { packageSpec } from '../asked.js';
import { inMemory } from '../memory.js';
import { draftOf, sampleHost } from '../sample-hosts.js';

async function planned(
  host: string,
  registers = true,
): Promise<{ readonly said: string; readonly tags: readonly string[] }> {
  const spec = packageSpec({ package: 'invoices', fields: ['number:str.32'], tag: 'Billing desk' });
  const draft = draftOf(spec, { tag: 'Billing desk', registers });
  const { plan, refusals = [] } = await planRun(inMemory(sampleHost(host)), [draft], { columns: undefined });
  const byHand = plan?.byHand.flatMap(({ path, lines }) => lines.map((line) => ({ path, after: line }))) ?? [];
  const tagged = [...(plan?.changes ?? []), ...byHand].flatMap(({ path, after }) =>
    [...after.matchAll(/^.*["']Billing desk["'].*$/gm)].map(
      ([line]) => `${path.replace('/p/backend/', '')}: ${line.trim()}`,
    ),
  );
  return { said: refusals.map(({ id, reason }) => `[${id}] ${reason}`).join('\n'), tags: tagged };
}

test.each([
  [
    'where the blueprint is included',
    'hosts/standard',
    'app/api/v1/endpoints.py: router.include_router(invoices_api.router, tags=["Billing desk"])',
  ],
  [
    'in the router, in the quotes of the host',
    'hosts/factory',
    "app/invoices/views.py: router = APIRouter(prefix='/invoices', tags=['Billing desk'])",
  ],
  [
    'in the router where the host has no tags',
    'hosts/decorator-prefix',
    'app/invoices/routes.py: router = APIRouter(tags=["Billing desk"])',
  ],
  ['in a call of several lines', 'hosts/src-dot', 'src/main.py: tags=["Billing desk"],'],
])('a tag is written %s', async (_, host, wanted) => {
  expect(await planned(host)).toEqual({ said: '', tags: [wanted] });
});

test('the lines to add by hand have the tag', async () => {
  const { tags } = await planned('hosts/standard', false);
  expect(tags).toEqual(['app/api/v1/endpoints.py: router.include_router(invoices_api.router, tags=["Billing desk"])']);
});

test.each(['hosts/router-dict', 'hosts/router-table'])(
  'a tag is refused where a loop makes it, in %s',
  async (host) => {
    expect(await planned(host)).toEqual({
      said: '[tag-unplaced] --tag=Billing desk: the backend makes the tags of invoices of something else where it includes its router.',
      tags: [],
    });
  },
);

test('a further model has the tag of the handlers that are there', () => {
  expect(tagThere('@router.get("/", tags=["Billing desk"])\ndef x(): ...\n')).toBe('Billing desk');
  expect(tagThere('router = APIRouter()\n')).toBeUndefined();
});

test.each(['', ' x', 'a"b', "a'b", 'a\nb', '{a}', 'a'.repeat(61)])('%p is no tag', (tag) => {
  expect(() => packageSpec({ package: 'invoices', fields: [], tag })).toThrow('--tag=');
});
