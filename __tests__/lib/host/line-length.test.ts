import { expect, test } from '@jest/globals';
import { lineLengthOf } from '../../../lib/host/line-length.js';
import { inMemory } from './memory.js';

const HOST = { root: '/b/backend', project: '/b' };

test.each([
  ['the default without a file', {}, 88],
  ["ruff's of pyproject.toml", { '/b/pyproject.toml': '[tool.ruff]\nline-length = 120\n' }, 120],
  ["black's where there is no ruff", { '/b/backend/pyproject.toml': '[tool.black]\nline-length = 100\n' }, 100],
  [
    'ruff.toml before pyproject.toml',
    { '/b/ruff.toml': 'line-length = 99\n', '/b/pyproject.toml': '[tool.ruff]\nline-length = 120\n' },
    99,
  ],
  ['the default for a broken file', { '/b/pyproject.toml': '[tool.ruff\n' }, 88],
] as const)('the longest line is %s', (_, texts, length) => {
  expect(lineLengthOf(inMemory(texts), HOST)).toBe(length);
});
