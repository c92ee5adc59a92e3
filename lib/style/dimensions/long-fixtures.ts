/** The host's fixtures that every test has and that outlive it, while they ask for what the new package's are called. */
import { dirname, join } from 'node:path';
import { longFixturesAsking } from '../../framework/fixtures.js';
import { settingsFolders } from '../../project/settings.js';
import { isRefusal } from '../../refusal.js';
import { type Dimension, learnedOf } from '../dimension.js';
import type { HostReading } from '../host-reading.js';
import { sessionKind } from './session-kind.js';
import { placeOfTests } from './tests.js';

/** What the tests of a package call the fixtures that they have anew for each test. */
const OWN = { sync: ['db', 'client'], async: ['db', 'client', 'engine'] } as const;

export const longFixtures: Dimension<readonly string[]> = {
  id: 'long-fixtures',
  default: [],
  learn(host) {
    const kind = learnedOf(sessionKind, host);
    const names = OWN[kind === undefined || isRefusal(kind) ? sessionKind.default : kind.value];
    const conftests = settingsFolders(folderOfTests(host), host.top).map((folder) => join(folder, 'conftest.py'));
    const found = longFixturesAsking(host.modules, conftests, names);
    const [first] = found;
    return first && { value: found.map(({ name }) => name), at: host.at(first.module, first.node.line) };
  },
};

/** The folder above the tests of a new package, or that of their one file. */
function folderOfTests(host: HostReading): string {
  const { folder, file } = placeOfTests(host);
  if (file !== undefined) return dirname(join(host.host.project, file));
  return folder === undefined ? host.host.packages : dirname(join(host.host.project, ...folder.value.split('.')));
}
