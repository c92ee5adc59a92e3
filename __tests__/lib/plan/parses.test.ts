import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { lookAhead } from '../../../lib/plan/ahead.js';
import type { Plan } from '../../../lib/plan/plan.js';
import { planRun } from '../../../lib/plan/plan-run.js';
import { readTexts } from '../../../lib/project/parsed-files.js';
import { loadParser } from '../../../lib/python/syntax.js';
import { packageSpec } from '../asked.js';
import { inMemory } from '../memory.js';
import { draftOf, sampleHost, type Texts } from '../sample-hosts.js';

const parser = await loadParser();

afterEach(() => {
  jest.restoreAllMocks();
});

/** How often each text was parsed while a run looked ahead, was asked, and planned. */
async function parsedBy(texts: Texts): Promise<{ readonly plan: Plan; times(text: string): number; all: number }> {
  const parse = jest.spyOn(parser, 'parse');
  const spec = packageSpec({ package: 'invoices', fields: ['number:str.32:unique'] });
  const ahead = { start: '/p', flags: {}, isNew: true, isRegisteredOnly: false };
  const draft = draftOf(spec, ahead);
  const read = readTexts();
  const files = inMemory(texts);
  await lookAhead(files, read)(ahead);
  await lookAhead(files, read)({ ...ahead, name: 'invoices' });
  const { plan, refusals } = await planRun(files, [draft], { columns: undefined, texts: read });
  if (plan === undefined) throw new Error(JSON.stringify(refusals));
  const parsed = parse.mock.calls.map(([text]) => text);
  return { plan, times: (text) => parsed.filter((each) => each === text).length, all: parsed.length };
}

const edits = (plan: Plan): Plan['changes'] => plan.changes.filter(({ why }) => why === 'registration');

describe.each(['standard', 'gathered-routers', 'central-models', 'two-versions', 'package-exports'])('%s', (host) => {
  test('no file is parsed more than twice: as it is, and as edited', async () => {
    const texts = sampleHost(`hosts/${host}/backend`);
    const { plan, times, all } = await parsedBy(texts);
    const files = Object.entries(texts).filter(([path, text]) => path.endsWith('.py') && text !== '');
    const empty = Object.values(texts).filter((text) => text === '').length;
    expect(files.filter(([, text]) => times(text) > 1)).toEqual([]);
    expect(edits(plan).map(({ after }) => times(after))).toEqual(edits(plan).map(() => 1));
    // New files of the package are looked at for circles of imports.
    const own = plan.changes.filter(({ why, before }) => why === 'package' && before === undefined);
    expect(all).toBeLessThanOrEqual(files.length + empty + edits(plan).length + own.length);
  });
});

test.each(['async-lifespan', 'auth-in-include', 'bare-imports', 'relative-imports', 'router-loop'])(
  '%s: a file that gets its models and its router is parsed twice too',
  async (host) => {
    const texts = sampleHost(`hosts/${host}/backend`);
    const { plan, times, all } = await parsedBy(texts);
    const [main] = edits(plan);
    expect(main?.evidence).toMatch(/^like line \d+ for users; like line \d+ for users$/);
    expect([times(main?.before ?? ''), times(main?.after ?? '')]).toEqual([1, 1]);
    expect(all).toBeLessThanOrEqual(Object.keys(texts).length + plan.changes.length);
  },
);
