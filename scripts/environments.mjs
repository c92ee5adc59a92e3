// Makes the Python environments of the tests ahead of them, those that are asked for first before the others.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pythonEnvironment } from './python.mjs';

const TESTS = join(import.meta.dirname, '..', '__tests__');
const FOLDERS = ['python', 'styles', 'hosts'];

const files = FOLDERS.flatMap((folder) =>
  readdirSync(join(TESTS, folder))
    .filter((name) => /^requirements.*\.txt$/.test(name))
    .sort((one, other) => one.length - other.length)
    .map((name) => join(TESTS, folder, name)),
);
for (const requirements of files) await pythonEnvironment({ requirements, log: (line) => console.log(line) });
