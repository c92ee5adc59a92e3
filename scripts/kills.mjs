// Kills a real run at many moments and types the command again: node scripts/kills.mjs [how many] [folder of a backend]
// Each run counts the calls by which Node changes the disk; at the one that is drawn it kills itself with SIGKILL.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [many = '200', host = join(root, '__tests__/hosts/standard')] = process.argv.slice(2);
const COMMAND = [join(root, 'dist/generators/cli.js'), 'invoices', 'number:str.32:unique', '--yes', '--proof=off'];
const AT_ONCE = 2;
const scratch = mkdtempSync(join(tmpdir(), 'backend-package-kills-'));

const HOOK = `
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
let count = 0;
const at = Number(process.env.KILL_AT);
for (const name of ['openSync','writeSync','fsyncSync','ftruncateSync','renameSync','linkSync','unlinkSync','mkdirSync','rmdirSync']) {
  const real = fs[name];
  fs[name] = (...args) => {
    if (name === 'openSync' && (args[1] === undefined || args[1] === 'r')) return real(...args);
    count += 1;
    if (count === at) process.kill(process.pid, 'SIGKILL');
    return real(...args);
  };
}
syncBuiltinESMExports();
process.once('exit', () => { if (process.env.COUNT_IN) fs.writeFileSync(process.env.COUNT_IN, String(count)); });
`;
const hook = join(scratch, 'hook.mjs');
writeFileSync(hook, HOOK);

function run(folder, environment) {
  return new Promise((done) => {
    const env = { ...process.env, XDG_STATE_HOME: join(folder, '..', 'state'), ...environment };
    const child = spawn(process.execPath, ['--import', pathToFileURL(hook).href, ...COMMAND], { cwd: folder, env });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
    child.on('close', (status, signal) => done({ status, signal, said }));
  });
}

/** Every file with its text; what is prepared beside its place is seen by nobody. */
function tree(folder, isHidden = () => false) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map((entry) => join(entry.parentPath, entry.name)).filter((path) => !isHidden(path));
  return Object.fromEntries(files.sort().map((path) => [path.slice(folder.length), readFileSync(path, 'utf8')]));
}

const isPrepared = (path) => /\/\.[^/]*backend-package-[^/]*\.(?:new|old)(?:\/|$)/.test(path);
const same = (left, right) => JSON.stringify(left) === JSON.stringify(right);

function place(name) {
  const folder = join(scratch, name, 'host');
  cpSync(host, folder, { recursive: true });
  return folder;
}

const first = place('whole');
const before = tree(first);
const counted = await run(first, { COUNT_IN: join(scratch, 'count') });
const wanted = tree(first);
const total = Number(readFileSync(join(scratch, 'count'), 'utf8'));
if (counted.status !== 0 || same(before, wanted)) throw new Error(counted.said);

const wrong = [];
let killed = 0;
let half = 0;
async function kill(index) {
  const at = 1 + (Math.floor((index * total) / Number(many)) % total);
  const folder = place(`run-${index}`);
  const one = await run(folder, { KILL_AT: String(at) });
  if (one.signal === 'SIGKILL') killed += 1;
  const between = tree(folder, isPrepared);
  if (!same(between, before) && !same(between, wanted)) half += 1;
  // Each file is as before or as wanted, and what the host names is there.
  const torn = Object.entries(between).filter(([path, text]) => text !== before[path] && text !== wanted[path]);
  const isNamed = Object.entries(before).some(([path]) => between[path] !== before[path]);
  const lacks = isNamed && Object.keys(wanted).some((path) => !(path in between));
  const again = await run(folder, {});
  const isWhole = again.status === 0 && same(tree(folder), wanted);
  if (torn.length > 0 || lacks || !isWhole)
    wrong.push({ at, torn: torn.map(([path]) => path), lacks, isWhole, said: again.said });
  rmSync(join(scratch, `run-${index}`), { recursive: true, force: true });
}

let next = 0;
const worker = async () => {
  for (let index = next++; index < Number(many); index = next++) await kill(index);
};
await Promise.all(Array.from({ length: AT_ONCE }, worker));
rmSync(scratch, { recursive: true, force: true });
console.log(`${many} runs of ${total} operations, ${killed} killed, ${half} of them half-way, ${wrong.length} wrong`);
for (const each of wrong) console.log(JSON.stringify(each));
process.exitCode = wrong.length > 0 ? 1 : 0;
