// The modules of dist/: the engine as one script, whose compiled code can be kept, and the doors to it.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const { resolve } = createRequire(import.meta.url);

/** What bundled libraries look for beside themselves, all of it in one folder of dist/. */
const BESIDE = ['@wasm-fmt/ruff_fmt/wasm'];
const VENDOR = 'vendor';

/** What the engine's script is given, besides what Node gives to a script: a script of one's own cannot import. */
const GIVEN = 'module, require, importOf, DIST';

/** An import of what is not in the bundle. */
const OUTER_IMPORT = /\bimport\((?=[^'"\s]|(['"])(?:fs\/promises|module)\1)/g;

/** How libraries read their own package.json, which is not beside them any more. */
const PACKAGE_JSON =
  /JSON\.parse\(readFileSync\((?:pathJoin\(_dirname|join\(PROJECT_ROOT), '[./]*package\.json'\)(?:, 'utf8'\)|\)\.toString\(\))\)|require\('\.\.\/package\.json'\)/g;

/** Classes of Yeoman's that are known by their names, which are short in a bundle. */
const KNOWN_BY_NAME = /\bclass (YeomanNamespace|TerminalAdapter)\b[^{]*\{/;

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
        if (!/\bimport(?:\.meta\.url|\()/.test(text) && !KNOWN_BY_NAME.test(text)) return undefined;
        const isOurs = !path.includes(`${sep}node_modules${sep}`);
        const place = isOurs ? relative(root, path).replaceAll(sep, '/').replace(/ts$/, 'js') : `${VENDOR}/library.js`;
        const { name, version } = isOurs ? {} : JSON.parse(readFileSync(packageOf(path), 'utf8'));
        return {
          contents: text
            .replace(isOurs ? /$^/ : PACKAGE_JSON, `(${JSON.stringify({ name, version })})`)
            .replaceAll(isOurs ? /$^/g : OUTER_IMPORT, 'importOf(')
            .replace(KNOWN_BY_NAME, "$& static name = '$1';")
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

/** What all bundles share. */
const settings = (root, ...plugins) => ({
  absWorkingDir: root,
  bundle: true,
  // The same bytes whether node_modules is a folder or a link to one.
  preserveSymlinks: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.17',
  legalComments: 'none',
  plugins,
});

const SMALL = { minify: true, charset: 'ascii', write: false };

/** The modules that a door opens; what they need besides is in the engine with them. */
function doorsOf(root) {
  const generators = readdirSync(join(root, 'generators')).filter((name) =>
    existsSync(join(root, 'generators', name, 'index.ts')),
  );
  return ['api', 'run-command', ...generators.map((name) => `${name}/index`)];
}

/** The script of the engine: a function that gives what a module of it exports. */
async function engineOf(root, doors) {
  const parts = doors.map((name) => `${JSON.stringify(name)}: () => require('./generators/${name}.ts')`);
  const { metafile, outputFiles } = await build({
    ...settings(root, instead, places(root, 'DIST')),
    ...SMALL,
    format: 'cjs',
    stdin: {
      contents: `const parts = { ${parts.join(', ')} };\nexport const load = (part) => parts[part]();`,
      resolveDir: root,
    },
    metafile: true,
  });
  // The script is read as ASCII; in regular expressions esbuild leaves what is not.
  const ascii = outputFiles[0].text.replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  // All of it was written for modules, or did as one.
  const text = `(function (${GIVEN}) {"use strict";${ascii}})`;
  const name = `engine-${createHash('sha256').update(text).digest('hex').slice(0, 16)}.cjs`;
  return { text, name, inputs: metafile.inputs };
}

/** Bundles `root`/generators into `root`/dist. */
export async function bundle(root) {
  const dist = (...path) => join(root, 'dist', ...path);
  const doors = doorsOf(root);
  const { text, name, inputs } = await engineOf(root, doors);
  writeFileSync(dist(name), text);
  const written = async (path, options) => {
    const { outputFiles } = await build({ ...settings(root), ...SMALL, ...options });
    mkdirSync(dirname(dist(path)), { recursive: true });
    // A command is a file that can be run.
    writeFileSync(dist(path), outputFiles[0].text, { mode: outputFiles[0].text.startsWith('#!') ? 0o755 : 0o644 });
  };
  await written('engine.js', { entryPoints: ['generators/engine.ts'], define: { ENGINE: JSON.stringify(name) } });
  await written('generators/cli.js', { entryPoints: ['generators/cli.ts'], external: ['./run-command.js'] });
  for (const [door, exported] of await exportsOf(root, doors)) {
    const up = '../'.repeat(door.split('/').length);
    const named = exported.filter((each) => each !== 'default');
    const lines = [
      `import { load } from '${up}engine.js';`,
      `const part = load('${door}');`,
      ...(named.length > 0 ? [`export const { ${named.join(', ')} } = part;`] : []),
      ...(exported.includes('default') ? ['export default part.default;'] : []),
    ];
    writeFileSync(dist(`generators/${door}.js`), `${lines.join('\n')}\n`);
  }
  for (const file of BESIDE) {
    const from = resolve(file);
    cpSync(from, dist(VENDOR, from.split(sep).at(-1)));
  }
  writeFileSync(dist('LICENCES.txt'), licences(root, inputs));
}

/** The names of what each door exports. */
async function exportsOf(root, doors) {
  const { metafile } = await build({
    ...settings(root),
    bundle: false,
    entryPoints: doors.map((door) => ({ in: `generators/${door}.ts`, out: door })),
    outdir: 'dist/generators',
    metafile: true,
    write: false,
  });
  return doors.map((door) => [door, metafile.outputs[`dist/generators/${door}.js`].exports]);
}

/** What these sources export together, for scripts that look into the engine. It reads what stands in `root`/dist. */
export async function sources(root, modules) {
  const outfile = join(root, '.cache', `sources-${process.pid}.mjs`);
  await build({
    ...settings(root, instead, places(root, JSON.stringify(`${pathToFileURL(join(root, 'dist'))}/`))),
    banner: {
      js: 'import { createRequire as requireOf } from "node:module"; const require = requireOf(import.meta.url);const importOf = (name) => import(name);',
    },
    stdin: { contents: modules.map((path) => `export * from './${path}';`).join('\n'), resolveDir: root },
    outfile,
  });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(outfile);
  }
}
