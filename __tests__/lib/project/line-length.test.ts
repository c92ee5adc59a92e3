import { expect, test } from '@jest/globals';
import { lineLengthIn } from '../../../lib/project/line-length.js';
import { longestInsertion } from '../../../lib/style/dimensions/line-length.js';
import { locateHost } from '../located.js';
import { inMemory } from '../memory.js';
import { DATABASE, feature, host, TOP } from '../sample.js';

test.each([
  ['not known without a file', {}, undefined],
  ["ruff's of pyproject.toml", { '/b/pyproject.toml': '[tool.ruff]\nline-length = 120\n' }, 120],
  ["black's where there is no ruff", { '/b/backend/pyproject.toml': '[tool.black]\nline-length = 100\n' }, 100],
  [
    'ruff.toml before pyproject.toml',
    { '/b/ruff.toml': 'line-length = 99\n', '/b/pyproject.toml': '[tool.ruff]\nline-length = 120\n' },
    99,
  ],
  ['not known for a broken file', { '/b/pyproject.toml': '[tool.ruff\n' }, undefined],
  [
    'that of the repository where the folder of the backend has a pyproject.toml of its own',
    { '/b/pyproject.toml': '[tool.ruff]\nline-length = 110\n', '/b/backend/pyproject.toml': '[project]\nname = "x"\n' },
    110,
  ],
  [
    'what the nearest ruff.toml extends',
    { '/b/base.toml': 'line-length = 111\n', '/b/backend/ruff.toml': 'extend = "../base.toml"\n' },
    111,
  ],
  [
    "ruff's default where it is set up without a length",
    { '/b/pyproject.toml': '[tool.ruff.lint]\nselect = ["E"]\n' },
    88,
  ],
  ["flake8's of setup.cfg", { '/b/setup.cfg': '[flake8]\nmax-line-length = 119\n' }, 119],
  ["isort's without a formatter", { '/b/pyproject.toml': '[tool.isort]\nline_length = 101\n' }, 101],
] as const)('the longest line is %s', (_, texts, length) => {
  expect(lineLengthIn(inMemory(texts), '/b/backend/app', '/b')?.value).toBe(length);
});

test('without a formatter an insertion may be as long as the longest line of code that stands around it', async () => {
  const main =
    'from fastapi import FastAPI\nfrom app.users.router import router\n\napp = FastAPI()\napp.include_router(router)\n';
  const wide = `tags = [${'"tag", '.repeat(14)}]`;
  const longest = async (texts: Readonly<Record<string, string>>): Promise<number> => {
    const files = host({ '.git/HEAD': '', 'app/database.py': DATABASE, ...feature('app/users', 'app.'), ...texts });
    return longestInsertion(files, await locateHost(files, TOP));
  };
  expect(await longest({ 'app/main.py': `${main}${wide}\n` })).toBe(wide.length);
  expect(await longest({ 'app/main.py': `${main}# ${wide}\n# ${'long '.repeat(30)}\n` })).toBe(88);
  expect(
    await longest({ 'app/main.py': `${main}${wide}\n`, 'pyproject.toml': '[tool.black]\nline-length = 90\n' }),
  ).toBe(90);
});
