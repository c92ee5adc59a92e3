// A module of lib/ as test files see it: the names that it exports, from the engine that their worker has loaded.
import { createHash } from 'node:crypto';
import { relative, sep } from 'node:path';
import { modulesOfEngine } from './environment.js';

function stubOf(path, { rootDir }) {
  const name = relative(rootDir, path).replaceAll(sep, '/');
  const names = Object.keys(modulesOfEngine()[name]);
  return `export const { ${names.join(', ')} } = globalThis[Symbol.for('engine')][${JSON.stringify(name)}];\n`;
}

export default {
  process: (_text, path, { config }) => ({ code: stubOf(path, config) }),
  getCacheKey: (_text, path, { config }) =>
    createHash('sha256').update(stubOf(path, config)).digest('hex').slice(0, 32),
};
