// The order of the test files: those that take longest come first, so that no core is idle while the last one runs.
import Sequencer from '@jest/test-sequencer';

const LONGEST = [
  'styles/styles',
  'python/written-as',
  'package/pack',
  'pairs/pairs',
  'styles/soft-deleted',
  'python/schemathesis',
  'styles/relations',
  'styles/owned',
  'python/generated',
  'proof/samples',
  'hosts/generated',
  'python/mutate',
  'proof/defects',
  'python/references',
  'python/configured',
  'hosts/hosts',
  'python/guarded',
  'python/checked-callers',
  'lib/plan/fields',
  'python/mysql',
  'python/owned',
  'package/docs',
  'generators/model',
  'python/contract',
  'generators/undo',
  'styles/sqlalchemy-1',
  'python/migrations',
  'styles/from-host',
  'lib/plan/many',
  'registration/property',
  'generators/proof',
  'python/references-of-one-run',
  'generators/app',
  'lib/plan/odd-names',
  'generators/json',
  'lib/python/installed',
  'lib/request/round-trip',
];

const rank = ({ path }) => {
  const at = LONGEST.findIndex((name) => path.endsWith(`/__tests__/${name}.test.ts`));
  return at === -1 ? LONGEST.length : at;
};

export default class LongestFirst extends Sequencer {
  /** Jest knows how long a file took the last time; in CI there is no last time. */
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => rank(one) - rank(other));
  }
}
