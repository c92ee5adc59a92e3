// Which rules ruff is asked to check.
import { expect, test } from '@jest/globals';
import { selectsRule } from '../../../lib/project/settings.js';

test.each([
  [{ lint: { select: ['E', 'B'] } }, true],
  [{ lint: { 'extend-select': ['B904'] } }, true],
  [{ select: ['ALL'] }, true],
  [{ lint: { select: ['E', 'F', 'I'] } }, false],
  [{ lint: { select: ['B'], ignore: ['B904'] } }, false],
  [{ lint: { select: ['B904'], ignore: ['B'] } }, true],
  [{ lint: { select: ['ALL'], ignore: ['B'] } }, false],
  [undefined, false],
] as const)('%j', (ruff, isAsked) => {
  expect(selectsRule(ruff, 'B904')).toBe(isAsked);
});
