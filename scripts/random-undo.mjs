// Random sequences of packages, models, fields and edits by hand, and all of it undone: node scripts/random-undo.mjs [how many] [seed]
// The backend has to be as it was, but for what people wrote in its own files; what they wrote in new ones is moved aside.
// What fails is left behind.
import { appendFileSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './python.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const [many = '40', seed = String(Date.now() % 100_000)] = process.argv.slice(2);
const CLI = join(root, 'dist/generators/cli.js');
const STYLES = join(root, '__tests__/styles');
const scratch = mkdtempSync(join(tmpdir(), 'backend-package-undo-'));
const byHand = (number) => `\n# by hand ${number}\n`;

let state = Number(seed);
/** A number from 0 to below `end`, the same for the same seed. */
function below(end) {
  state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
  return Math.floor((state / 2_147_483_648) * end);
}
const pick = (list) => list[below(list.length)];

const COMMANDS = [
  ['invoices', 'number:str.32:unique', 'total:decimal.10.2'],
  ['tags', 'name:str.40:unique', '--timestamps'],
  ['model', 'invoices', 'Line', 'quantity:int:ge=1', 'invoice:ref.Invoice:optional'],
  ['field', 'invoices', 'Invoice', 'note:text:optional'],
  ['field', 'tags', 'Tag', 'weight:int:default=1'],
  ['undo'],
];

const hosts = readdirSync(STYLES, { withFileTypes: true }).flatMap((entry) => {
  if (!entry.isDirectory()) return [];
  const style = JSON.parse(readFileSync(join(STYLES, entry.name, 'style.json'), 'utf8'));
  return style.today === 'written' ? [entry.name] : [];
});

/** Every file of a folder with its text. */
function textsIn(folder, below = folder) {
  if (!existsSync(below)) return [];
  return readdirSync(below, { withFileTypes: true }).flatMap((entry) => {
    const path = join(below, entry.name);
    if (entry.name === '.git') return [];
    return entry.isDirectory() ? textsIn(folder, path) : [[relative(folder, path), readFileSync(path, 'latin1')]];
  });
}

const stateOf = (folder) => `${folder}-state`;

async function typed(folder, words) {
  const args = [CLI, ...words, '--yes', '--no-json', ...(words[0] === 'undo' ? [] : ['--proof=off'])];
  const env = { ...process.env, XDG_STATE_HOME: stateOf(folder) };
  const { status, stdout, stderr } = await run(process.execPath, args, { cwd: folder, env });
  return { status, said: `${stdout}${stderr}` };
}

/** What is wrong after a sequence, or nothing. */
async function tried(folder, host, done) {
  cpSync(join(STYLES, host, 'backend'), folder, { recursive: true });
  const before = new Map(textsIn(folder));
  const isEdited = ([path, text]) => path.endsWith('.py') && text !== '';
  const edits = [];
  for (let left = 3 + below(5); left > 0; left -= 1) {
    if (below(4) === 0) {
      const [path] = pick(textsIn(folder).filter(isEdited));
      const edit = byHand(edits.push(path));
      appendFileSync(join(folder, path), edit);
      done.push(`by hand: ${path}`);
      if (before.has(path)) before.set(path, before.get(path) + edit);
      continue;
    }
    const words = pick(COMMANDS);
    const { status, said } = await typed(folder, words);
    done.push(`${words.join(' ')}: ${status}`);
    // A package that has got more since is no longer what the command says: 5.
    if (![0, 2, 3, 5].includes(status)) return said;
  }
  for (const name of ['invoices', 'tags']) {
    for (const words of [
      ['undo', name],
      ['undo', name, '--force'],
    ]) {
      const { status, said } = await typed(folder, words);
      done.push(`${words.join(' ')}: ${status}`);
      if (![0, 2, 3].includes(status)) return said;
    }
  }
  const after = new Map(textsIn(folder));
  const wrong = [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path) !== after.get(path),
  );
  if (wrong.length > 0) return `not as before: ${wrong.join(', ')}`;
  const left = [...after.values(), ...textsIn(stateOf(folder)).map(([, text]) => text)].join('');
  const lost = edits.filter((_, index) => !left.includes(byHand(index + 1)));
  return lost.length === 0 ? undefined : `lost what was written in ${lost.join(', ')}`;
}

let right = 0;
for (let index = 0; index < Number(many); index += 1) {
  const folder = join(scratch, String(index));
  const done = [];
  const host = pick(hosts);
  const wrong = await tried(folder, host, done);
  if (wrong === undefined) {
    right += 1;
    for (const each of [folder, stateOf(folder)]) rmSync(each, { recursive: true, force: true });
  } else console.log(`${host}, in ${folder}:\n  ${done.join('\n  ')}\n${wrong}\n`);
}
console.log(`seed ${seed}: ${right} of ${many} right`);
process.exitCode = right < Number(many) ? 1 : 0;
