import { expect, test } from '@jest/globals';
import { lineLengthOf, longestLine } from '../../../lib/project/line-length.js';
import { locateHost } from '../../../lib/wiring/host.js';
import { inMemory } from '../memory.js';
import { DATABASE, feature, host, TOP } from '../sample.js';

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

test('without a formatter an insertion may be as long as the longest line of code that stands around it', async () => {
  const main =
    'from fastapi import FastAPI\nfrom app.users.router import router\n\napp = FastAPI()\napp.include_router(router)\n';
  const wide = `tags = [${'"tag", '.repeat(14)}]`;
  const longest = async (texts: Readonly<Record<string, string>>): Promise<number> => {
    const files = host({ '.git/HEAD': '', 'app/database.py': DATABASE, ...feature('app/users', 'app.'), ...texts });
    return longestLine(files, await locateHost(files, TOP));
  };
  expect(await longest({ 'app/main.py': `${main}${wide}\n` })).toBe(wide.length);
  expect(await longest({ 'app/main.py': `${main}# ${wide}\n# ${'long '.repeat(30)}\n` })).toBe(88);
  expect(
    await longest({ 'app/main.py': `${main}${wide}\n`, 'pyproject.toml': '[tool.black]\nline-length = 90\n' }),
  ).toBe(90);
});
