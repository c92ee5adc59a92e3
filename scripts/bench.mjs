// How long a run takes beside other generators: node scripts/bench.mjs [rounds], after a build. All of them are run in turn.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { handToUser, installBesideYo, pack, scratchFolder } from './yo.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const CACHE = join(ROOT, '.cache', 'bench');
const HOST = join(ROOT, '__tests__', 'hosts', 'standard', 'backend');
const ROUNDS = Number(process.argv[2] ?? 15);
/** Who is compared, in the versions that npm gives when it is first asked; nest knows no newer TypeScript. */
const OTHERS = ['@nestjs/cli', '@nestjs/schematics', '@angular-devkit/schematics-cli', 'hygen', 'plop', 'typescript@5'];
const FIELDS = ['number:str.32:unique', 'total:decimal.10.2:ge=0', 'due:date:optional', '--yes', '--proof=off'];
/** The work of the others, as large as ours: ten files and two edits. */
const TEN = Array.from({ length: 10 }, (_, index) => `part${index}`);
const TEXT = 'def invoices():\n    return 1\n'.repeat(30);
const EDITED = ['main.txt', 'endpoints.txt'];

const edited = Object.fromEntries(EDITED.map((name) => [name, `${'line\n'.repeat(20)}// here\n`]));
const templates = (folder, name, text) =>
  Object.fromEntries(TEN.map((part) => [`${folder}/${name(part)}`, text(part)]));

/** A folder with these files, which a run begins in; `bin` is a script of a package that is installed. */
const CONTENDERS = [
  { name: 'yo, an empty generator', yo: ['empty'] },
  { name: 'yo --generators', yo: ['--generators'] },
  { name: 'yo backend-package', yo: ['backend-package', 'invoices', ...FIELDS], host: true },
  { name: 'generator-backend-package', own: ['invoices', ...FIELDS], host: true },
  { name: '  --dry-run', own: ['invoices', ...FIELDS, '--dry-run'], host: true },
  { name: '  inspect --json', own: ['inspect', '--json'], host: true },
  { name: '  --help', own: ['--help'], host: true },
  { name: '  --version', own: ['--version'], host: true },
  {
    name: 'nest g resource',
    bin: ['@nestjs/cli/bin/nest.js', 'g', 'resource', 'invoices', '--type', 'rest', '--crud'],
    files: {
      'package.json': '{ "name": "site", "dependencies": { "@nestjs/mapped-types": "*" } }',
      'nest-cli.json': '{ "collection": "@nestjs/schematics", "sourceRoot": "src" }',
      'src/app.module.ts':
        "import { Module } from '@nestjs/common';\n\n@Module({ imports: [], controllers: [], providers: [] })\nexport class AppModule {}\n",
    },
    made: 'src/invoices/invoices.service.ts',
  },
  {
    name: 'plop',
    bin: ['plop/bin/plop.js', 'package', 'invoices'],
    files: {
      'plopfile.mjs': `export default (plop) => plop.setGenerator('package', {
  prompts: [{ type: 'input', name: 'name', message: 'name' }],
  actions: [
    { type: 'addMany', destination: '{{name}}', base: 'templates', templateFiles: 'templates/**' },
    ...${JSON.stringify(EDITED)}.map((path) => ({ type: 'modify', path, pattern: '// here', template: '{{name}}' })),
  ],
});`,
      ...edited,
      ...templates(
        'templates',
        (part) => `${part}.py.hbs`,
        () => TEXT.replaceAll('invoices', '{{name}}'),
      ),
    },
    made: 'invoices/part0.py',
  },
  {
    name: 'hygen',
    bin: ['hygen/dist/bin.js', 'package', 'new', 'invoices'],
    files: {
      ...edited,
      ...templates(
        '_templates/package/new',
        (part) => `${part}.ejs.t`,
        (part) => `---\nto: <%= name %>/${part}.py\n---\n${TEXT.replaceAll('invoices', '<%= name %>')}`,
      ),
      ...Object.fromEntries(
        EDITED.map((name) => [
          `_templates/package/new/${name}.ejs.t`,
          `---\nto: ${name}\ninject: true\nbefore: // here\n---\n<%= name %>\n`,
        ]),
      ),
    },
    made: 'invoices/part0.py',
  },
  {
    name: 'schematics-cli',
    bin: [
      '@angular-devkit/schematics-cli/bin/schematics.js',
      './work.json:package',
      '--name=invoices',
      '--no-debug',
      '--no-dry-run',
    ],
    files: {
      'work.json': '{ "schematics": { "package": { "description": "ten files", "factory": "./work.cjs" } } }',
      'work.cjs': `const { apply, applyTemplates, chain, mergeWith, move, url } = require('@angular-devkit/schematics');
exports.default = ({ name }) => chain([
  mergeWith(apply(url('./templates'), [applyTemplates({ name }), move(name)])),
  (tree) => { for (const path of ${JSON.stringify(EDITED)}) tree.overwrite(path, tree.readText(path).replace('// here', name)); },
]);`,
      ...edited,
      ...templates(
        'templates',
        (part) => `${part}.py.template`,
        () => TEXT.replaceAll('invoices', '<%= name %>'),
      ),
    },
    made: 'invoices/part0.py',
  },
];

const packageOf = (word) => join(CACHE, 'node_modules', word.replace(/(?<!^)@.*/, ''), 'package.json');

function npmInstall(packages) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--silent'];
  const { status, stderr } = spawnSync(npm, ['install', ...flags, ...packages], { cwd: CACHE, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm install ended with ${status}:\n${stderr}`);
}

async function installed(folder) {
  mkdirSync(CACHE, { recursive: true });
  if (!existsSync(join(CACHE, 'package.json'))) writeFileSync(join(CACHE, 'package.json'), '{ "private": true }\n');
  const missing = OTHERS.filter((word) => !existsSync(packageOf(word)));
  if (missing.length > 0) npmInstall(missing);
  await installBesideYo(folder, await pack(ROOT, folder, { build: false }));
  // The empty generator has Yeoman's library as everybody has it.
  const library = join(ROOT, 'node_modules', 'yeoman-generator', 'dist', 'index.js');
  const empty = join(folder, 'node_modules', 'generator-empty');
  const code = `import Generator from ${JSON.stringify(library)};\nexport default class extends Generator {\n  writing() {}\n}\n`;
  write(empty, { 'package.json': '{ "name": "generator-empty", "type": "module" }', 'generators/app/index.js': code });
  write(folder, { 'usage.cjs': USAGE });
}

function write(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** What each process of a run has used, a line for each: some start others. */
const USAGE = `const { appendFileSync } = require('node:fs');
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  appendFileSync(process.env.BENCH_USAGE, JSON.stringify([(userCPUTime + systemCPUTime) / 1000, maxRSS / 1024]) + '\\n');
});
`;

/** One run in a fresh folder. */
function measure(folder, { name, yo, own, bin = [], files = {}, host = false, made }) {
  const work = join(folder, 'work');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work);
  if (host) cpSync(HOST, work, { recursive: true });
  write(work, files);
  const modules = join(folder, 'node_modules');
  if (bin.length > 0) spawnSync('ln', ['-s', join(CACHE, 'node_modules'), join(work, 'node_modules')]);
  handToUser(work);
  const usage = join(folder, 'usage.txt');
  writeFileSync(usage, '');
  chmodSync(usage, 0o666);
  const [script = '', ...rest] = bin;
  const command = yo
    ? [join(modules, 'yo', 'lib', 'cli.js'), ...yo]
    : own
      ? [join(modules, 'generator-backend-package', 'dist', 'generators', 'cli.js'), ...own]
      : [join(CACHE, 'node_modules', script), ...rest];
  const env = {
    PATH: process.env.PATH,
    // `yo` gives up root's rights; the others keep their own user's home.
    HOME: join(folder, yo === undefined ? 'own-home' : 'home'),
    NO_UPDATE_NOTIFIER: '1',
    NODE_OPTIONS: `--require ${join(folder, 'usage.cjs')}`,
    BENCH_USAGE: usage,
  };
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: work, env, encoding: 'utf8' });
  const wall = performance.now() - start;
  if (status !== 0 || (made !== undefined && !existsSync(join(work, made))))
    throw new Error(`${name.trim()} ended with status ${status}:\n${stdout}${stderr}`);
  const used = readFileSync(usage, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  return { wall, cpu: used.reduce((sum, [cpu]) => sum + cpu, 0), memory: Math.max(...used.map(([, rss]) => rss)) };
}

function median(values) {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[sorted.length >> 1] ?? 0;
}

function report(results) {
  const [first] = results;
  console.log(`Medians of ${ROUNDS} rounds; in brackets the ratio to ${CONTENDERS[0].name}.\n`);
  console.log(`${' '.repeat(30)}${['wall time', 'CPU time', 'memory'].map((word) => word.padStart(18)).join('')}`);
  for (const [index, runs] of results.entries()) {
    const cells = [
      ['wall', 'ms'],
      ['cpu', 'ms'],
      ['memory', 'MB'],
    ].map(([key, unit]) => {
      const own = median(runs.map((each) => each[key]));
      const ratio = own / median(first.map((each) => each[key]));
      return `${own.toFixed(0)} ${unit} (${ratio.toFixed(2)})`.padStart(18);
    });
    console.log(`${CONTENDERS[index].name.padEnd(30)}${cells.join('')}`);
  }
  const versions = OTHERS.map((word) => {
    const { name, version } = JSON.parse(readFileSync(packageOf(word), 'utf8'));
    return `${name} ${version}`;
  });
  console.log(`\nNode ${process.versions.node}; ${versions.join(', ')}`);
}

const folder = scratchFolder('backend-package-bench-');
try {
  await installed(folder);
  mkdirSync(join(folder, 'own-home'));
  const results = CONTENDERS.map(() => []);
  // The first round fills the caches of the disk.
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const [index, each] of CONTENDERS.entries()) {
      const result = measure(folder, each);
      if (round > 0) results[index].push(result);
    }
  report(results);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
