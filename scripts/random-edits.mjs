// Random edits by hand on generated packages, then a model and a field: node scripts/random-edits.mjs [how many] [seed]
// Nothing of the edits may be lost, everything has to run, and a second run has nothing to do. What fails is left behind.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pythonEnvironment, run } from './python.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const [many = '50', seed = String(Date.now() % 100_000)] = process.argv.slice(2);
const CLI = join(root, 'dist/generators/cli.js');
const STYLES = join(root, '__tests__/styles');
const scratch = mkdtempSync(join(tmpdir(), 'backend-package-edits-'));

const FIELDS = [
  'number:str.32:unique',
  'total:decimal.10.2:ge=0',
  'status:enum.draft.sent:default=draft',
  'note:text:optional',
];
const LATER = [
  'paid_on:date:optional',
  'code:str.20:optional',
  'weight:int:default=1',
  'site:url:optional',
  'tags:list.str:default=empty',
];
const LINES = ['model', 'invoices', 'Line', 'quantity:int:ge=1', 'text:str.80', 'invoice:ref.Invoice:optional'];

let state = Number(seed);
/** A number from 0 to below `end`, the same for the same seed. */
function below(end) {
  state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
  return Math.floor((state / 2_147_483_648) * end);
}
const pick = (list) => list[below(list.length)];

/** The statements at the top of a file, which have two blank lines between them. */
const blocks = (text) => text.trimEnd().split('\n\n\n');
const joined = (all) => `${all.join('\n\n\n')}\n`;
const isFunction = (block) => /^(?:@.*\n)*(?:async )?def /.test(block);

/** What people do to one file; what does not apply to it gives it back. */
const EDITS = {
  comments: (text) =>
    text.replace(/^( +)(?=\w+: \w)/gm, (indent) => (below(3) === 0 ? `${indent}# why\n${indent}` : indent)),
  method: (text) =>
    text.replace(
      /^(class \w+\([^)]*\):\n(?:(?: {4}.*)?\n)*? {4}\S.*\n)(?=\n\n|$(?![\s\S]))/m,
      '$1\n    def by_hand(self) -> int:\n        # mine\n        return 1\n',
    ),
  function: (text) => `${text.trimEnd()}\n\n\ndef by_hand(value: int) -> int:\n    return value + 1\n`,
  reordered: (text, path) => {
    const all = blocks(text);
    const at = all.findIndex((block, index) => isFunction(block) && isFunction(all[index + 1] ?? ''));
    // Elsewhere the order may mean something.
    if (at === -1 || !/crud|service|repositor|test_/.test(path)) return text;
    return joined(all.toSpliced(at, 2, all[at + 1], all[at]));
  },
  // Inside of an f-string only a new Python takes the same quotes again.
  quotes: (text) => text.replace(/^(?!.*\bf["']).*$/gm, (line) => line.replace(/"(\w+)"/g, "'$1'")),
  windows: (text) => text.replace(/\r?\n/g, '\r\n'),
  field: (text, path) =>
    /models/.test(path) || !/schemas/.test(path)
      ? text
      : text.replace(/^(class InvoiceUpdate\([^)]*\):\n)/m, '$1    by_hand: int | None = None\n'),
  local: (text) => (/\bstmt\b/.test(text) ? text : text.replace(/\bquery\b(?= = |\))/g, 'stmt')),
  shorter: (text, path) => {
    const all = blocks(text);
    return /test_/.test(path) && all.length > 3 && isFunction(all.at(-1)) ? joined(all.slice(0, -1)) : text;
  },
  docstring: (text) =>
    text.replace(/^((?:async )?def \w+\([^()\n]*\)[^:\n]*:\n)(?! {4}["'])/gm, (head) =>
      below(3) === 0 ? `${head}    """By hand."""\n` : head,
    ),
  header: (text) => `# Owned by the team of billing.\n${text}`,
  parentheses: (text) => text.replace(/^( +)return (db\.\w+\([^()\n]*\))$/gm, '$1return (\n$1    $2\n$1)'),
};
/** What a formatter does to it. */
const FORMATS = [
  ['format', '--line-length', '72'],
  ['format', '--line-length', '140'],
  ['check', '--select', 'I', '--fix', '--quiet'],
];

const hosts = readdirSync(STYLES, { withFileTypes: true }).flatMap((entry) => {
  if (!entry.isDirectory()) return [];
  const style = JSON.parse(readFileSync(join(STYLES, entry.name, 'style.json'), 'utf8'));
  return style.today === 'written' ? [{ ...style, from: join(STYLES, entry.name, 'backend'), name: entry.name }] : [];
});
hosts.push({
  name: 'standard',
  from: join(root, '__tests__/hosts/standard/backend'),
  pins: join(root, '__tests__/python/requirements.txt'),
});

const ruff = join(dirname(await pythonEnvironment({ requirements: join(STYLES, 'requirements.txt') })), 'ruff');
const counts = { right: 0, refused: 0, wrong: 0 };
for (let index = 0; index < Number(many); index += 1) {
  const host = pick(hosts);
  const folder = join(scratch, String(index));
  cpSync(host.from, folder, { recursive: true });
  const said = await judged(host, folder, pick(LATER));
  counts[said.kind] += 1;
  if (said.kind !== 'right') console.log(`${said.kind}: ${host.name}, in ${folder}: ${said.edits}\n${said.text}\n`);
  if (said.kind !== 'wrong') rmSync(folder, { recursive: true, force: true });
}
console.log(`seed ${seed}: ${counts.right} right, ${counts.refused} refused, ${counts.wrong} wrong`);
process.exitCode = counts.wrong > 0 ? 1 : 0;

async function judged(host, folder, later) {
  const python = await pythonEnvironment({
    requirements: host.pins ?? join(STYLES, host.requirements ?? 'requirements.txt'),
  });
  const git = (...words) =>
    run('git', ['-c', 'user.name=n', '-c', 'user.email=e@example.com', '-c', 'core.autocrlf=false', ...words], {
      cwd: folder,
    });
  const generate = (words) =>
    run(process.execPath, [CLI, ...words, '--yes', '--proof=off', '--no-json'], { cwd: folder });
  await git('init', '-q');
  await git('add', '-A');
  await git('commit', '-qm', 'host');
  const first = await generate(['invoices', ...FIELDS]);
  if (first.status !== 0) return { kind: 'wrong', edits: '', text: first.stderr };
  const { stdout } = await git('ls-files', '--others', '--exclude-standard');
  const files = stdout
    .split('\n')
    .filter((path) => path.endsWith('.py') && readFileSync(join(folder, path), 'utf8').length > 50);
  await git('add', '-A');
  await git('commit', '-qm', 'package');
  const done = [];
  for (let count = 1 + below(4); count > 0; count -= 1) {
    const path = pick(files);
    const full = join(folder, path);
    const text = readFileSync(full, 'utf8');
    const name = pick([...Object.keys(EDITS), 'formatted']);
    if (name === 'formatted') await run(ruff, [...pick(FORMATS), '--no-cache', full], { cwd: folder });
    else writeFileSync(full, EDITS[name](text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text, path));
    if (readFileSync(full, 'utf8') !== text) done.push(`${name} ${path}`);
  }
  await git('add', '-A');
  await git('commit', '-qm', 'edits', '--allow-empty');
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' };
  const tests = () =>
    run(python, ['-m', 'pytest', '-q', '-x', '-p', 'no:cacheprovider', '.'], {
      cwd: join(folder, host.root ?? '.'),
      env,
    });
  const edits = done.join(', ');
  const reasons = [];
  for (const words of [LINES, ['field', 'invoices', 'Invoice', later]]) {
    const written = await generate(words);
    const { stdout: changed } = await git('status', '--porcelain');
    if (written.status === 2 || written.status === 3) {
      if (changed !== '') return { kind: 'wrong', edits, text: `refused, and yet changed:\n${changed}` };
      reasons.push(`${words[0]}: ${`${written.stdout}${written.stderr}`.slice(0, 300)}`);
      continue;
    }
    if (written.status !== 0) return { kind: 'wrong', edits, text: `${written.stdout}${written.stderr}` };
    const { stdout: names } = await git('diff', '--name-only');
    for (const name of names.split('\n').filter(Boolean)) {
      const { stdout: before } = await git('show', `HEAD:./${name}`);
      const lost = lostIn(before, readFileSync(join(folder, name), 'utf8'));
      if (lost !== '') return { kind: 'wrong', edits, text: `${words.join(' ')} lost in ${name}: ${lost}` };
    }
    const again = await generate(words);
    if (!/Nothing to do/.test(`${again.stdout}${again.stderr}`))
      return { kind: 'wrong', edits, text: `${words.join(' ')} again: ${again.stdout}${again.stderr}` };
    await git('add', '-A');
    await git('commit', '-qm', 'more');
  }
  const { status, stdout: said } = await tests();
  const lines = said.split('\n').filter((line) => /^(?:E {2}|FAILED|ERROR)/.test(line));
  if (status !== 0) return { kind: 'wrong', edits, text: lines.slice(0, 8).join('\n') };
  return reasons.length > 0 ? { kind: 'refused', edits, text: reasons.join('\n') } : { kind: 'right' };
}

/** The words of one text that are not in the other in their order; those of imports may be sorted among new ones. What a statement is wrapped in prints its quotes anew. */
function lostIn(before, after) {
  const words = (text) =>
    text
      .replaceAll("'", '"')
      .replace(/^(?:from|import) [\s\S]*?(?=\n\S)/gm, '')
      .match(/(?!pass\b)\b\w+|[^\w\s(),]/g) ?? [];
  const own = words(before);
  let at = 0;
  for (const each of words(after)) if (each === own[at]) at += 1;
  return own.slice(at, at + 8).join(' ');
}
