// What packages are called where commands name them.
import { expect, test } from '@jest/globals';
import { inspect } from '../../../lib/inspect/inspection.js';
import { listedPackages } from '../../../lib/inspect/listed-packages.js';
import { planRun } from '../../../lib/plan/plan-run.js';
import { packageSpec } from '../asked.js';
import { changedBy, inMemory } from '../memory.js';
import { draftOf, sampleHost } from '../sample-hosts.js';

test.each(['layered-crud', 'class-suffixes', 'onion', 'models-apart', 'dao'])(
  'a package that is called by the noun of one is named so: %s',
  async (style) => {
    const host = sampleHost(`styles/${style}`);
    const draft = draftOf(packageSpec({ package: 'inventory', fields: ['name:str.32'] }));
    const { plan } = await planRun(inMemory(host), [draft], { columns: undefined });
    const made = { ...host, ...changedBy(plan) };
    const files = inMemory(made);

    const found = await inspect(files, '/p/backend', {});
    const names = 'packages' in found ? found.packages.map(({ name }) => name) : [];
    expect(names).toContain('inventory');
    expect(names).toContain('users');
    expect((await listedPackages(files, '/p/backend')).map(({ name }) => name)).toContain('inventory');
    const like = await inspect(files, '/p/backend', { like: 'inventory' });
    expect('host' in like && like.host.blueprint).toMatch(/^inventor/);
  },
);
