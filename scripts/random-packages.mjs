// Random packages in the sample backends, with a field added later, and their tests: node scripts/random-packages.mjs [how many] [seed]
// What fails is printed with the commands that lead there, and left behind to be looked at.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pythonEnvironment, run } from './python.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const [many = '50', seed = String(Date.now() % 100_000)] = process.argv.slice(2);
const CLI = join(root, 'dist/generators/cli.js');
const STYLES = join(root, '__tests__/styles');
const scratch = mkdtempSync(join(tmpdir(), 'backend-package-random-'));

const FIELDS = `number:str.32:unique title:str.120:min_length=3:search note:text:optional:search slug:slug:unique
  code:str.20:optional:unique count:int:ge=0:default=0:filter:sort rank:int:gt=0:le=100:optional big:bigint:optional
  small:smallint:default=3 ratio:float:ge=0:lt=1 total:decimal.10.2:ge=0:filter:sort exact:decimal.20.4:optional
  active:bool:default=true:filter flag:bool:optional due:date:optional:filter:sort day:date:default=today
  seen:datetime:default=now:sort starts:datetime:optional:filter plain:datetime.naive:optional at:time:optional
  span:timedelta:optional token:uuid:default=uuid4 ref_no:uuid:unique site:url:optional meta:json:optional payload:json
  tags:list.str:default=empty nums:list.int:optional blob:bytes:optional status:enum.draft.sent.paid:default=draft:filter
  kind:enum.a.b:sort pin:str.80:writeonly pass_phrase:secret.80:min_length=8 rev:int:readonly:default=1
  zip:str.10:pattern=^[0-9]+$ class_:str.5:column=class:alias=class price:decimal.8.3:gt=0:unique
  author:ref.User:optional:ondelete=setnull:embed buyer:ref.users.User:ondelete=cascade:back=bought
  pal:ref.User:unique:optional parent:ref.Invoice:optional sku:str.12:index label:str.40:default=new
  readers:m2m.User:embed editors:m2m.users.User:back=edited peers:m2m.Invoice viewers:m2m.User`.split(/\s+/);
const OPTIONS = [
  '--key=uuid',
  '--key=bigint',
  '--key=str',
  '--timestamps',
  '--soft-delete',
  '--page=total',
  '--table=bills',
];

let state = Number(seed);
/** A number from 0 to below `end`, the same for the same seed. */
function below(end) {
  state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
  return Math.floor((state / 2_147_483_648) * end);
}
const pick = (list) => list[below(list.length)];
const chance = (percent) => below(100) < percent;

function sample(list, count) {
  const rest = [...list];
  return Array.from({ length: Math.min(count, rest.length) }, () => rest.splice(below(rest.length), 1)[0]);
}

const hosts = readdirSync(STYLES, { withFileTypes: true }).flatMap((entry) => {
  if (!entry.isDirectory()) return [];
  const style = JSON.parse(readFileSync(join(STYLES, entry.name, 'style.json'), 'utf8'));
  return style.today === 'written' ? [{ ...style, name: entry.name }] : [];
});

const counts = { right: 0, refused: 0, wrong: 0 };
for (let index = 0; index < Number(many); index += 1) {
  const host = pick(hosts);
  const folder = join(scratch, String(index));
  cpSync(join(STYLES, host.name, 'backend'), folder, { recursive: true });
  const fields = sample(FIELDS, pick([1, 2, 3, 4, 6, 8]));
  const names = fields
    .filter((field) => !/unique|readonly|list|json|m2m/.test(field))
    .map((field) => field.split(':')[0]);
  const unique = chance(30) && names.length > 1 ? [`--unique=${sample(names, 2).join('+')}`] : [];
  const later = FIELDS.filter((field) => /optional|default|m2m/.test(field) && !/readonly/.test(field));
  const commands = [
    ['invoices', ...fields, ...(chance(35) ? [pick(OPTIONS)] : []), ...unique],
    ...(chance(50) ? [['field', 'invoices', 'Invoice', pick(later.filter((field) => !fields.includes(field)))]] : []),
  ];
  const said = await judged(host, folder, commands);
  counts[said.kind] += 1;
  if (said.kind === 'wrong') {
    const typed = commands.map((words) => words.join(' ')).join('\n  ');
    console.log(`${host.name}, in ${folder}:\n  ${typed}\n${said.text}\n`);
  } else rmSync(folder, { recursive: true, force: true });
}
console.log(`seed ${seed}: ${counts.right} right, ${counts.refused} refused, ${counts.wrong} wrong`);
process.exitCode = counts.wrong > 0 ? 1 : 0;

/** What becomes of the commands: refused before anything is written, or written with tests that pass. */
async function judged(host, folder, commands) {
  for (const [index, words] of commands.entries()) {
    const args = [CLI, ...words, '--yes', '--proof=off', '--no-json'];
    const { status, stdout, stderr } = await run(process.execPath, args, { cwd: folder });
    if (status !== 0 && status !== 2 && status !== 3) return { kind: 'wrong', text: `${stdout}${stderr}` };
    if (status !== 0 && index === 0) return { kind: 'refused' };
  }
  const python = await pythonEnvironment({ requirements: join(STYLES, host.requirements ?? 'requirements.txt') });
  const args = ['-m', 'pytest', '-q', '-x', '-p', 'no:cacheprovider', '.'];
  const { status, stdout } = await run(python, args, { cwd: join(folder, host.root ?? '.') });
  const lines = stdout.split('\n').filter((line) => /^(?:E {2}|FAILED|ERROR)/.test(line));
  return status === 0 ? { kind: 'right' } : { kind: 'wrong', text: lines.slice(0, 8).join('\n') };
}
