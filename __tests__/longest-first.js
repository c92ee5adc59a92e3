// The order of the test files: those that take longest come first, so that no core is idle while the last one runs.
import Sequencer from '@jest/test-sequencer';

const LONGEST = [
  'styles/styles',
  'python/written-as',
  'python/schemathesis',
  'styles/owned',
  'package/pack',
  'proof/defects',
  'proof/samples',
  'hosts/generated',
  'python/generated',
  'python/mutate',
  'python/contract',
  'hosts/hosts',
  'registration/property',
  'lib/plan/odd-names',
  'lib/python/installed',
  'lib/request/round-trip',
  'python/references',
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
