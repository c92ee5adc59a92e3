// Packages whose records belong to callers, one of which refers to the other, in the styles that teams write.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { scratchFolder } from '../../scripts/yo.mjs';
import { run } from '../generators/run.js';
import { partOf } from '../share.js';
import { pythonsFor, quickTests, stylesNamed } from './pythons.js';
import { drive, lay, type Style } from './styles.js';

/** One of each way in which the layers of a package call each other; the others differ in what is above them. */
const TRIED: readonly string[] = [
  'async-repository',
  'dao',
  'generic-crud',
  'guarded-parameter',
  'layered-async',
  'one-file',
  'sqlmodel',
  'transaction-owner',
];
const written = stylesNamed(partOf(TRIED, 1, 2, 'sample backends with records of callers'));
const pythons = await pythonsFor(written);
const withPython = pythons.describe;

const scratch = scratchFolder('owned-styles-');
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Where the model of the users is: its module, its class, and whether its keys are whole numbers. */
function userModel(root: string): { readonly module: string; readonly name: string; readonly isWhole: boolean } {
  for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!file.endsWith('.py') || /tests?\b/.test(file)) continue;
    const text = readFileSync(join(root, file), 'utf8');
    const name = /^class (User)\((?!BaseModel)/m.exec(text)?.[1];
    if (name === undefined || !/__tablename__|table=True|\(Base\)/.test(text)) continue;
    return { module: file.slice(0, -3).replaceAll('/', '.'), name, isWhole: !/uuid/i.test(text) };
  }
  throw new Error(`no model of the users in ${root}`);
}

/** A handler that is told who calls, where no handler of the backend is. */
function addCaller(style: Style, backend: string): string {
  const root = join(backend, style.root);
  const { module, name, isWhole } = userModel(root);
  const key = isWhole ? 'int(x_user)' : 'UUID(int=int(x_user))';
  const text = `from uuid import UUID

from fastapi import APIRouter, Depends, Header, HTTPException
from ${module} import ${name}

router = APIRouter()


def get_current_user(x_user: str = Header("")) -> ${name}:
    if not x_user:
        raise HTTPException(401, "Not signed in")
    return ${name}(id=${key})


@router.get("/who")
def who(current_user: ${name} = Depends(get_current_user)):
    return {"id": str(current_user.id)}
`;
  if (style.signIn === undefined) writeFileSync(join(root, module.split('.')[0] ?? '', 'who.py'), text);
  return name;
}

/** A package that refers to another one of the same owner, with a model whose records are below its own. */
const invoices = (owner: string): object => ({
  packages: [
    {
      package: 'invoices',
      fields: ['number:str.32:unique', 'customer:ref.Customer:embed', 'next:ref.Invoice:optional'],
      owner,
      models: [
        { model: 'Line', fields: ['position:int:ge=1'], under: 'invoices.Invoice', unique: 'invoice+position', owner },
      ],
    },
  ],
});

withPython('packages of the users of a backend', () => {
  test.each(written.map((style): [string, Style] => [style.name, style]))(
    '%s: their tests pass, references to what another user has and records below theirs among them',
    async (name, style) => {
      const folder = lay(style, join(scratch, name), ['backend']);
      const user = addCaller(style, folder);
      const spec = join(scratch, `${name}-spec.json`);
      writeFileSync(spec, JSON.stringify(invoices(user)));
      const options = { yes: true, proof: 'off' };
      const customers = ['backend-package:app', 'customers', 'name:str.80'];
      expect(await run(folder, customers, { options: { ...options, owner: user } })).toMatchObject({
        error: undefined,
      });
      expect(await run(folder, ['backend-package:app'], { options: { ...options, spec } })).toMatchObject({
        error: undefined,
      });
      // A hundred and one records are made in one package alone, since they take a third of the time.
      const job = quickTests(style, folder, 'customers or not a_hundred');

      expect(await drive(pythons.of(style), join(scratch, `${name}.json`), [job])).toEqual([[]]);
    },
    300_000,
  );
});
