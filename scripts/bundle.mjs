// The modules of dist/: each door and each generator with all that it needs, what they share in chunks of their own.
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const { resolve } = createRequire(import.meta.url);

/** What bundled libraries look for beside themselves, all of it in one folder of dist/. */
const BESIDE = ['@wasm-fmt/ruff_fmt/wasm'];
const VENDOR = 'vendor';

/** Where dist/ is, for code in it: a chunk may lie anywhere there. */
const DIST = 'import.meta.url.slice(0, import.meta.url.lastIndexOf("/dist/") + 6)';

/** How libraries read their own package.json, which is not beside them any more. */
const PACKAGE_JSON =
  /JSON\.parse\(readFileSync\((?:pathJoin\(_dirname|join\(PROJECT_ROOT), '[./]*package\.json'\)(?:, 'utf8'\)|\)\.toString\(\))\)|require\('\.\.\/package\.json'\)/g;

const nothing = (...names) => names.map((name) => `export class ${name} {}`).join('\n');

/** What stands in for a library that Yeoman's libraries load at once, for work that is never or seldom asked of them here. */
const INSTEAD = {
  // yeoman-environment, to install generators that are missing, and to look for those that are installed.
  'fly-import': nothing('FlyRepository', 'flyImport'),
  'which-package-manager': nothing('whichPackageManager'),
  globby: nothing('globbySync'),
  commander: nothing('Command', 'Option'),
  // Yeoman's libraries, to start other programs.
  execa: nothing('execa', 'execaCommand', 'execaCommandSync', 'execaSync'),
  // yeoman-generator, for `this.simpleGit` and for the newest version of a dependency.
  'simple-git': nothing('CheckRepoActions', 'CleanOptions', 'simpleGit'),
  'latest-version': 'export default class {}',
  // yeoman-generator, for the name of a generator's package, which is read as it stands.
  'read-package-up': `import { readFileSync } from 'node:fs';
    import { dirname, join } from 'node:path';
    export function readPackageUpSync({ cwd }) {
      try {
        return { packageJson: JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8')) };
      } catch {
        return dirname(cwd) === cwd ? undefined : readPackageUpSync({ cwd: dirname(cwd) });
      }
    }`,
  // inquirer, for questions that are answered in an editor.
  '@inquirer/external-editor': nothing('editAsync'),
  // @yeoman/adapter, for a wheel that turns while Yeoman writes: it is shown where nothing is asked, and we ask.
  ora: 'export default () => ({ start() {}, stop() {}, succeed() {} });',
  // @yeoman/adapter, for questions: loaded with the first of them.
  inquirer: `export const createPromptModule = (options) =>
    Object.assign(async (...asked) => (await import('inquirer')).createPromptModule(options)(...asked),
      { prompts: {}, restoreDefaultPrompts() {} });`,
};

const instead = {
  name: 'instead',
  setup({ onResolve, onLoad }) {
    const names = Object.keys(INSTEAD).join('|');
    // What stands in for a library finds it where the one finds it that asks.
    onResolve({ filter: new RegExp(`^(?:${names})$`) }, ({ path, namespace, resolveDir }) =>
      namespace === 'instead' ? undefined : { path, namespace: 'instead', pluginData: resolveDir },
    );
    onLoad({ filter: /.*/, namespace: 'instead' }, ({ path, pluginData }) => ({
      contents: INSTEAD[path],
      resolveDir: pluginData,
    }));
  },
};

/** Says where a module was as it was written, below the expression `dist`. */
function places(root, dist) {
  return {
    name: 'places',
    setup({ onLoad }) {
      onLoad({ filter: /\.[cm]?[jt]s$/ }, ({ path }) => {
        const text = readFileSync(path, 'utf8');
        if (!text.includes('import.meta.url')) return undefined;
        const isOurs = !path.includes(`${sep}node_modules${sep}`);
        const place = isOurs ? relative(root, path).replaceAll(sep, '/').replace(/ts$/, 'js') : `${VENDOR}/library.js`;
        const { name, version } = isOurs ? {} : JSON.parse(readFileSync(packageOf(path), 'utf8'));
        return {
          contents: text
            .replace(isOurs ? /$^/ : PACKAGE_JSON, `(${JSON.stringify({ name, version })})`)
            .replaceAll('import.meta.url', `(${dist} + ${JSON.stringify(place)})`),
          loader: path.endsWith('ts') ? 'ts' : 'js',
        };
      });
    },
  };
}

function packageOf(path) {
  const folder = dirname(path);
  const file = join(folder, 'package.json');
  return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version ? file : packageOf(folder);
}

/** The licences of what is in the bundle: each text once, above it the packages that have it. */
function licences(root, inputs) {
  const files = new Set(
    Object.keys(inputs)
      .filter((input) => input.includes('node_modules/'))
      .map((input) => packageOf(join(root, input))),
  );
  const packages = new Map();
  for (const file of [...files].sort()) {
    const { name, version, license } = JSON.parse(readFileSync(file, 'utf8'));
    const found = readdirSync(dirname(file)).find((each) => /^licen[cs]e/i.test(each));
    const text = found === undefined ? `${license}` : readFileSync(join(dirname(file), found), 'utf8').trim();
    // The same words, whatever the lines that they are in.
    const words = text.replaceAll(/\s+/g, ' ');
    const { names } = packages.get(words) ?? { names: [] };
    packages.set(words, { names: [...names, `${name} ${version}`], text });
  }
  const texts = [...packages.values()].map(({ names, text }) => `${names.join('\n')}\n\n${text}`);
  return `What dist/ contains of other packages, with their licences.\n\n${texts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** What both bundles share. */
const settings = (root, dist) => ({
  absWorkingDir: root,
  bundle: true,
  // The same bytes whether node_modules is a folder or a link to one.
  preserveSymlinks: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.17',
  banner: {
    js: 'import { createRequire as requireOf } from "node:module"; const require = requireOf(import.meta.url);',
  },
  legalComments: 'none',
  plugins: [instead, places(root, dist)],
});

/** Bundles `root`/generators into `root`/dist. */
export async function bundle(root) {
  const generators = readdirSync(join(root, 'generators')).filter((name) =>
    existsSync(join(root, 'generators', name, 'index.ts')),
  );
  const { metafile } = await build({
    ...settings(root, DIST),
    entryPoints: ['generators/api.ts', 'generators/cli.ts', ...generators.map((name) => `generators/${name}/index.ts`)],
    outbase: '.',
    outdir: 'dist',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    minify: true,
    charset: 'utf8',
    // Yeoman knows a namespace by the name of its class.
    keepNames: true,
    metafile: true,
  });
  for (const file of BESIDE) {
    const from = resolve(file);
    cpSync(from, join(root, 'dist', VENDOR, from.split(sep).at(-1)));
  }
  writeFileSync(join(root, 'dist', 'LICENCES.txt'), licences(root, metafile.inputs));
}

/** What these sources export together, for scripts that look into the engine. It reads what stands in `root`/dist. */
export async function sources(root, modules) {
  const outfile = join(root, '.cache', `sources-${process.pid}.mjs`);
  await build({
    ...settings(root, JSON.stringify(`${pathToFileURL(join(root, 'dist'))}/`)),
    stdin: { contents: modules.map((path) => `export * from './${path}';`).join('\n'), resolveDir: root },
    outfile,
  });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(outfile);
  }
}
