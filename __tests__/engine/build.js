// Bundles lib/ once for all test files, before the first of them: 500 modules that each of them would link anew.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** Beside the libraries, which the bundle imports. */
const FOLDER = join(root, 'node_modules', '.cache', 'backend-package-engine');
const A_DAY = 86_400_000;

/** A module knows where it was written. */
const places = {
  name: 'places',
  setup({ onLoad }) {
    onLoad({ filter: /\/lib\/.*\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      if (!text.includes('import.meta.url')) return undefined;
      return {
        contents: text.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
        loader: 'ts',
      };
    });
  },
};

/** The path of the bundle: what it exports are the modules, in the order of `paths`. */
export async function buildEngine() {
  const paths = readdirSync(join(root, 'lib'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `lib/${name}`)
    .sort();
  const lines = paths.map((path, index) => `export * as m${index} from './${path.slice(0, -3)}.js';`);
  const { outputFiles } = await build({
    absWorkingDir: root,
    stdin: { contents: `${lines.join('\n')}\nexport const paths = ${JSON.stringify(paths)};\n`, resolveDir: root },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20.17',
    packages: 'external',
    preserveSymlinks: true,
    keepNames: true,
    plugins: [places],
  });
  const { contents } = outputFiles[0];
  const file = join(FOLDER, `${createHash('sha256').update(contents).digest('hex').slice(0, 12)}.mjs`);
  mkdirSync(FOLDER, { recursive: true });
  for (const name of readdirSync(FOLDER)) {
    const { mtimeMs } = statSync(join(FOLDER, name), { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() };
    if (Date.now() - mtimeMs > A_DAY) rmSync(join(FOLDER, name), { force: true });
  }
  writeFileSync(`${file}.${process.pid}`, contents);
  renameSync(`${file}.${process.pid}`, file);
  return file;
}

/** Jest calls this before it starts its workers, which have its environment. */
export default async function setup() {
  process.env['TEST_ENGINE'] = await buildEngine();
}
