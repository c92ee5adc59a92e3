// Compiles generators/ and lib/ to dist/ and puts beside them what is not TypeScript: templates, USAGE, the grammar.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { resolve } = createRequire(import.meta.url);

const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const missing = Object.keys({ ...dependencies, ...devDependencies }).filter(
  (name) => !existsSync(join(root, 'node_modules', name)),
);
if (missing.length > 0) {
  console.error(`node_modules has no ${missing.join(', ')}, which package.json asks for: run npm install`);
  process.exit(1);
}

rmSync(join(root, 'dist'), { recursive: true, force: true });
const tsc = join(dirname(resolve('typescript/package.json')), 'bin', 'tsc');
const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);

cpSync(join(root, 'generators'), join(root, 'dist', 'generators'), {
  recursive: true,
  filter: (source) => !source.endsWith('.ts'),
});
cpSync(
  resolve('tree-sitter-python/tree-sitter-python.wasm'),
  join(root, 'dist', 'lib', 'python', 'tree-sitter-python.wasm'),
);

// The settings of a model are one table, of which the schema of a spec is made.
const { specSchema } = await import('../dist/lib/request/spec-schema.js');
const { SETTING_ROWS } = await import('../dist/generators/yeoman/spec-file.js');
const schemas = join(root, 'dist', 'generators', 'schemas');
writeFileSync(join(schemas, 'spec.schema.json'), `${JSON.stringify(specSchema(SETTING_ROWS), undefined, 2)}\n`);
