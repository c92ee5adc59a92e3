// A package with every type that is written for Pydantic 1, under the last FastAPI before 0.100 and under the oldest that is written for.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { pythonForTests, run as runCommand } from '../../scripts/python.mjs';
import { scratchFolder } from '../../scripts/yo.mjs';
import { run } from '../generators/run.js';

const STYLES = join(import.meta.dirname, '..', 'styles');
const ENVIRONMENTS = ['requirements-pydantic-1.txt', 'requirements-fastapi-0.79.txt'];
const scratch = scratchFolder('pydantic-1-');
const ARTICLES = [
  'title:str.120:unique:min_length=3',
  'subtitle:str:optional',
  'notes:str.40:default=',
  'body:text:max_length=2000',
  'remarks:text:optional',
  'views:int:ge=0:default=0:index',
  'big:bigint:optional',
  'small:smallint:server_default=3',
  'ratio:float:gt=0',
  'price:decimal.8.3:lt=1000:default=9.5',
  'cost:decimal.15.2:optional:ge=-5',
  'active:bool:server_default=true',
  'day:date:default=today',
  'born:date:optional',
  'made:date:readonly:server_default=today',
  'kind:enum.a.b.c-d:server_default=a',
  'mood:enum.x.y:optional',
  'secret:str.20:writeonly',
  'topic:str.9:doc=What_it_is_about',
];

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function backend(name: string): string {
  const folder = join(scratch, name);
  cpSync(join(STYLES, 'pydantic-1', 'backend'), folder, { recursive: true });
  return folder;
}

for (const file of ENVIRONMENTS) {
  const python = (await pythonForTests({ requirements: join(STYLES, file) })) ?? '';
  const versions = readFileSync(join(STYLES, file), 'utf8');
  (python === '' ? describe.skip : describe)(`a package for Pydantic 1, under ${file}`, () => {
    test('passes its own tests', async () => {
      const folder = backend(file);
      writeFileSync(join(folder, 'requirements.txt'), versions);
      const { error } = await run(folder, ['backend-package:app', 'articles', ...ARTICLES], { options: { yes: true } });
      expect(error).toBeUndefined();
      const asked = ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', 'tests'];
      const { status, stdout } = await runCommand(python, asked, { cwd: folder });
      expect(status === 0 ? '' : stdout).toBe('');
    }, 120_000);
  });
}

test.each([
  ['pydantic-field', 'at:datetime', 'The field at is of the type datetime'],
  ['pydantic-field', 'code:str.9:pattern=^a+$', 'The field code has a pattern'],
  ['pydantic-field', 'code:str.9:alias=Code', 'The field code has an alias'],
  ['pydantic-field', 'total:decimal.20.4', 'The field total has more digits'],
  ['pydantic-field', 'day:date:ge=2020-01-01', 'The field day is a date with a bound'],
  ['versions-field', 'token:uuid', 'The field token is of the type uuid'],
  ['versions-field', 'code:str.9:column=c', 'The field code has a column name of its own'],
])('%s: %s is refused', async (id, field, reason) => {
  const folder = backend(`refused ${field.replace(/\W/g, ' ')}`);
  const { error } = await run(folder, ['backend-package:app', 'articles', field], { options: { yes: true } });
  expect(error?.message).toContain(`[${id}]`);
  expect(error?.message).toContain(reason);
});
