// Prints docs/styles.md: every value of the style, which sample hosts and public backends show it, and what writes it.
// With folders as arguments it prints instead which values the backends in them show, for docs/public-backends.json.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { create as createStore } from 'mem-fs';
import { create } from 'mem-fs-editor';
import { sources } from './bundle.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const { DIMENSIONS, hostFiles, locateHost, readHost, valueWords } = await sources(ROOT, [
  'generators/yeoman/host-files.ts',
  'lib/style/explain.ts',
  'lib/style/host-reading.ts',
  'lib/style/style.ts',
  'lib/wiring/host.ts',
]);
/** What names things of one host alone is told by one example. */
const MOST_VALUES = 8;

/** What one backend shows: by the id of a dimension the value in words, or the id of a refusal. */
async function shownBy(folder) {
  const files = hostFiles(create(createStore()));
  const host = await locateHost(files, folder);
  if ('reason' in host || Array.isArray(host)) return new Map();
  const reading = readHost(files, host, host.code, {});
  const shown = new Map();
  for (const dimension of Object.values(DIMENSIONS)) {
    const found = dimension.learn(reading);
    if (found === undefined) continue;
    shown.set(dimension.id, 'reason' in found ? `refused: ${found.id}` : valueWords(found.value));
  }
  return shown;
}

/** By dimension and value, the names of what shows it. */
async function collect(folders, nameOf) {
  const all = new Map();
  for (const folder of folders) {
    let shown;
    try {
      shown = await shownBy(folder);
    } catch {
      // A backend that is not located shows nothing.
      continue;
    }
    for (const [id, value] of shown) {
      const values = all.get(id) ?? new Map();
      all.set(id, values);
      values.set(value, [...(values.get(value) ?? []), nameOf(folder)]);
    }
  }
  return all;
}

function backendsIn(folder) {
  const names = readdirSync(join(ROOT, folder)).sort();
  return names.map((name) => join(ROOT, folder, name, 'backend')).filter((path) => existsSync(path));
}

/** The files of the engine that ask for a value. */
function writersOf(key) {
  const files = ['lib/package', 'lib/plan'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `${folder}/${name}`),
  );
  const asks = new RegExp(
    `\\b(?:conventions|style|learned)\\.${key}\\b|\\{[^{}]*\\b${key}\\b[^{}]*\\}[^;]*=[^;]*conventions`,
  );
  return files.filter((file) => asks.test(readFileSync(join(ROOT, file), 'utf8'))).sort();
}

const code = (text) => `\`${text.replaceAll('|', '\\|')}\``;

function rowsOf(key, { id }, samples, publics) {
  const values = samples.get(id) ?? new Map();
  const seen = publics[id] ?? {};
  const known = new Set([...values.keys(), ...Object.keys(seen)]);
  const writers = writersOf(key);
  const writes = writers.length === 0 ? 'what is registered' : writers.slice(0, 3).map(code).join(', ');
  const isOwn = known.size > MOST_VALUES;
  const all = isOwn ? [...values.keys()].slice(0, 1) : [...known].sort();
  if (all.length === 0) return [`| ${code(id)} | the standard's alone | | | ${writes} |`];
  return all.map((value) => {
    const told = isOwn ? `each its own, as ${code(value)}` : code(value);
    const hosts = values.get(value) ?? [];
    const shown = hosts.length > 4 ? `${hosts.slice(0, 3).join(', ')} and ${hosts.length - 3} more` : hosts.join(', ');
    const by = value.startsWith('refused: ') ? 'not written: refused' : writes;
    return `| ${code(id)} | ${told} | ${shown} | ${(seen[value] ?? []).join(', ')} | ${by} |`;
  });
}

const given = process.argv.slice(2);
if (given.length > 0) {
  const all = await collect(
    given.map((folder) => resolve(folder)),
    (folder) => basename(folder).replace('+', '/'),
  );
  const found = Object.fromEntries(
    [...all].map(([id, values]) => [
      id,
      Object.fromEntries([...values].map(([value, names]) => [value, names.slice(0, 2)])),
    ]),
  );
  process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
} else {
  const folders = [...backendsIn('__tests__/styles'), ...backendsIn('__tests__/hosts')];
  const samples = await collect(folders, (folder) => basename(dirname(folder)));
  const publics = JSON.parse(readFileSync(join(ROOT, 'docs/public-backends.json'), 'utf8'));
  const lines = Object.entries(DIMENSIONS).flatMap(([key, dimension]) => rowsOf(key, dimension, samples, publics));
  process.stdout.write(`# What is learned of a host's style

Every habit that is followed, the values of it that sample hosts (${code(relative(ROOT, join(ROOT, '__tests__/styles')))} and
${code('__tests__/hosts')}) and public backends show, and the code that writes it. What is seen and cannot be written is refused, with the id
that stands here. ${code('npm run styles')} prints this page; a test holds it to the code.

| dimension | value | sample hosts | public backends | written by |
| --- | --- | --- | --- | --- |
${lines.join('\n')}
`);
}
