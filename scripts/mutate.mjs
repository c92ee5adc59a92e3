// Are the generated tests worth something? Breaks a generated package in each of the ways that mutations.py finds in
// it, one at a time, and runs the package's own tests. Run by `npm run mutate` (with names of mixes for those alone); a test of `npm test` takes a sample.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pythonEnvironment, run } from './python.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const SAMPLE = join(ROOT, '__tests__', 'hosts', 'standard', 'backend');
const SCRIPT = join(ROOT, 'scripts', 'mutate.py');

export const PACKAGE = 'invoices';

/** Fields of mixed types; together they have every type whose rules can be broken. */
export const MIXES = {
  mixed: [
    'number:str.32:unique',
    'total:decimal.10.2:ge=0',
    'due:date:optional',
    'status:enum.draft.sent.paid:default=draft',
    'quantity:int:ge=1:default=1',
    'pin:str.20:writeonly',
  ],
  readme: [
    'number:str.32:unique',
    'total:decimal.10.2:ge=0',
    'due:date:optional',
    'status:enum.draft.sent.paid:default=draft',
  ],
  bounds: [
    'code:str.8:min_length=2:pattern=^[A-Z]+$',
    'rank:int:gt=0:le=100',
    'day:date:ge=2000-01-01:lt=2100-01-01',
    'ratio:float:ge=0:le=1',
    'active:bool:default=true',
    'email:email:unique',
  ],
  optional: [
    'note:str.80:optional',
    'at:datetime:optional',
    'lasts:timedelta',
    'url:url:optional:max_length=200',
    'slug:slug:optional:unique',
    'tags:list.str.20:default=empty',
    'revision:int:readonly:default=1',
  ],
  related: [
    'number:str.32:search',
    'user:ref.users.User:ondelete=cascade',
    'total:decimal.10.2:filter:sort',
    'due:date:optional:filter',
    'quantity:int:ge=1:filter',
  ],
  key: [],
  owned: [
    'number:str.32:unique',
    'total:decimal.10.2:filter',
    'previous:ref.Invoice:optional',
    '--owner=users.User',
    '--soft-delete',
    '--timestamps',
  ],
  below: ['position:int:ge=1', 'text:str.40:search', '--under=users.User', '--unique=user+position'],
  paged: ['number:str.32:search', 'total:decimal.10.2:filter:sort', '--page=total'],
  many: ['title:str.80', 'readers:m2m.users.User:embed'],
  through: ['--spec=through.json'],
};

/** What mixes need beside the sample: somebody who calls, and packages of one run. */
const BESIDE = {
  'app/who.py': `from fastapi import APIRouter, Depends, Header, HTTPException
from sqlalchemy.orm import Session

from app.core.db import get_db
from app.users.models import User

router = APIRouter()


def get_current_user(x_user: int = Header(0), db: Session = Depends(get_db)) -> User:
    user = db.get(User, x_user)
    if user is None:
        raise HTTPException(401)
    return user


@router.get("/who")
def who(current_user: User = Depends(get_current_user)) -> int:
    return current_user.id
`,
  'through.json': JSON.stringify({
    packages: [
      { package: 'tags', fields: ['name:str.40:unique'] },
      {
        package: PACKAGE,
        fields: ['title:str.80', 'tags:m2m.tags.Tag:through=Tagging:embed'],
        models: [
          {
            model: 'Tagging',
            fields: ['invoice:ref.Invoice:ondelete=cascade', 'tag:ref.tags.Tag', 'note:str.200:optional'],
            unique: 'invoice+tag',
          },
        ],
      },
    ],
  }),
};

/** How many of the mutants have to be noticed. */
export const ENOUGH = 0.95;

/**
 * Each mutant of the package in a backend, with what noticed it; `share` as `1/5` takes every fifth. Throws when the
 * tests fail before anything is broken, or when a mutant leaves no package that can be loaded.
 */
export async function mutate(python, backend, share = '1/1') {
  const folder = join('app', PACKAGE);
  const args = [SCRIPT, backend, folder, join(folder, 'tests'), share];
  const { status, stdout, stderr } = await run(python, args, { cwd: backend });
  if (status !== 0) throw new Error(`The mutants could not be tried:\n${stderr}`);
  const results = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const before = results.find(({ what }) => what === '(nothing)');
  if (before?.status !== 0) throw new Error(`The tests fail without any change: ${before?.noticedBy}`);
  const unusable = results.find((each) => each.status !== 0 && each.status !== 1);
  if (unusable) throw new Error(`"${unusable.what}" leaves no package that can be tested:\n${unusable.output}`);
  return results.filter((each) => each !== before);
}

/** Writes the package of a mix into the sample backend in a folder. */
export async function writeMix(folder, fields) {
  cpSync(SAMPLE, folder, { recursive: true });
  for (const [path, text] of Object.entries(BESIDE)) writeFileSync(join(folder, path), text);
  const asked = fields.some((field) => field.startsWith('--spec')) ? fields : [PACKAGE, ...fields];
  const args = [join(ROOT, 'dist', 'generators', 'cli.js'), ...asked, '--yes', '--proof=off'];
  const { status, stdout, stderr } = await run(process.execPath, args, { cwd: folder });
  if (status !== 0) throw new Error(`The generator failed:\n${stdout}${stderr}`);
}

export const unnoticed = (results) => results.filter(({ status }) => status === 0);

/** What was not noticed, and a line that counts. */
export function summary(results) {
  const left = unnoticed(results);
  return [
    ...left.map(({ what }) => `NOT NOTICED  ${what}`),
    `${results.length - left.length} of ${results.length} noticed`,
  ].join('\n');
}

async function main() {
  const python = await pythonEnvironment({ log: (line) => console.log(line) });
  const all = [];
  const wanted = process.argv.slice(2);
  for (const [name, fields] of Object.entries(MIXES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const folder = mkdtempSync(join(tmpdir(), 'backend-package-mutate-'));
    try {
      await writeMix(folder, fields);
      const results = await mutate(python, folder);
      console.log(`${name}\n${summary(results)}\n`);
      all.push(results);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  if (all.some((results) => unnoticed(results).length > results.length * (1 - ENOUGH))) process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
