import { expect, test } from '@jest/globals';
import { isStandardLibrary } from '../../../lib/python/standard-library.js';

test.each([
  ['calendar', true],
  ['distutils', true],
  ['tomllib', true],
  ['annotationlib', true],
  ['binhex', true],
  ['orders', false],
])('that %s is in the standard library is %s', (name, expected) => {
  expect(isStandardLibrary(name)).toBe(expected);
});
