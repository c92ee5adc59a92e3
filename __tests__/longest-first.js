// The order of the test files: those that take longest come first, so that no core is idle while the last one runs.
import Sequencer from '@jest/test-sequencer';

const LONGEST = [
  'python/written-as',
  'styles/styles',
  'python/schemathesis',
  'package/pack',
  'pairs/pairs',
  'styles/owned',
  'styles/relations',
  'hosts/generated',
  'python/generated',
  'python/configured',
  'python/mutate',
  'proof/samples',
  'proof/defects',
  'python/guarded',
  'hosts/hosts',
  'python/references',
  'python/owned',
  'python/contract',
  'registration/property',
  'lib/plan/fields',
  'lib/plan/odd-names',
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
