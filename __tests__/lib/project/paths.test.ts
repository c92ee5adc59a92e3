/** Folders on the way up: the way ends, wherever it begins. */
import { expect, test } from '@jest/globals';
import { foldersUpward } from '../../../lib/project/paths.js';

test.each([
  ['/b/app/users', '/b', ['/b/app/users', '/b/app', '/b']],
  ['/b', '/b', ['/b']],
  ['/b/app', '/', ['/b/app', '/b', '/']],
  ['/', '/', ['/']],
  ['/c/app', '/b', []],
])('from %s to %s', (from, top, folders) => {
  expect(foldersUpward(from, top)).toEqual(folders);
});

test('a path that begins nowhere ends where it begins', () => {
  expect(foldersUpward('library/db', process.cwd())).toEqual(['library/db', 'library', '.']);
});
