// Builds dist/: the doors and the generators bundled, their types, and what they read beside them.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const { resolve } = createRequire(import.meta.url);

const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const missing = Object.keys(devDependencies).filter((name) => !existsSync(join(root, 'node_modules', name)));
if (missing.length > 0) {
  console.error(`node_modules has no ${missing.join(', ')}, which package.json asks for: run npm install`);
  process.exit(1);
}

rmSync(dist, { recursive: true, force: true });
const tsc = join(dirname(resolve('typescript/package.json')), 'bin', 'tsc');
const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
leaveTypesOf('generators/api.d.ts');

// Loaded here, where it is certain to be installed.
const { bundle, sources } = await import('./bundle.mjs');
await bundle(root);

cpSync(join(root, 'generators'), join(dist, 'generators'), {
  recursive: true,
  filter: (source) => !source.endsWith('.ts'),
});
mkdirSync(join(dist, 'lib', 'python'), { recursive: true });
for (const file of ['tree-sitter-python/tree-sitter-python.wasm', 'web-tree-sitter/web-tree-sitter.wasm'])
  writeFileSync(join(dist, 'lib', 'python', `${basename(file)}.br`), brotliCompressSync(readFileSync(resolve(file))));

// The settings of a model are one table, of which the schema of a spec is made.
const { SETTING_ROWS, specSchema } = await sources(root, [
  'generators/yeoman/spec-file.ts',
  'lib/request/spec-schema.ts',
]);
const schema = join(dist, 'generators', 'schemas', 'spec.schema.json');
writeFileSync(schema, `${JSON.stringify(specSchema(SETTING_ROWS), undefined, 2)}\n`);

/** Takes away all types that nobody sees who imports `door`. */
function leaveTypesOf(door) {
  const seen = new Set();
  const visit = (file) => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const [, path] of readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*['"](\.[^'"]+)\.js['"]/g))
      visit(join(dirname(file), `${path}.d.ts`));
  };
  visit(join(dist, door));
  for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((each) => each.endsWith('.ts')))
    if (!seen.has(join(dist, name))) rmSync(join(dist, name));
}
