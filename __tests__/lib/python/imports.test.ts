import { describe, expect, test } from '@jest/globals';
import { importAtTop } from '../../../lib/python/add-import.js';
import { applyEdits } from '../../../lib/python/edit.js';
import { blockOf } from '../../../lib/python/find.js';
import { importLineBeside } from '../../../lib/python/import-place.js';
import { type ImportForm, type Imports, longestExpressions, readImports } from '../../../lib/python/imports.js';
import { loadParser } from '../../../lib/python/syntax.js';

async function read(source: string, name = 'app.main', isPackage = false): Promise<Imports> {
  return readImports((await loadParser()).parse(source), { name, isPackage });
}

/** What the last expression of the text refers to. */
async function target(source: string, name?: string, isPackage?: boolean): Promise<string | undefined> {
  const tree = (await loadParser()).parse(source);
  const last = longestExpressions(tree.root).at(-1);
  if (last === undefined) throw new Error('no expression');
  return readImports(tree, { name: name ?? 'app.main', isPackage: isPackage ?? false }).resolve(last)?.target;
}

test.each([
  ['import a.b\na.b.c', 'a.b.c'],
  ['import a.b as x\nx.c', 'a.b.c'],
  ['from a import b as x\nx.c', 'a.b.c'],
  ['from a import (\n  z,\n  b as x,\n)\nx', 'a.b'],
  ['from .users import api\napi.router', 'app.users.api.router'],
  ['from . import users\nusers.api', 'app.users.api'],
  ['def f():\n  from a import b\n  b.c', 'a.b.c'],
  ['from a import b\ndef f():\n  b.c', 'a.b.c'],
  ['import a.b, a.c\na.c.d', 'a.c.d'],
  ['if x:\n  from a import b\nb', 'a.b'],
])('%j leads to %s', async (source, expected) => {
  expect(await target(source)).toBe(expected);
});

test('a relative import counts from the package that the module is', async () => {
  expect(await target('from . import x\nx', 'app.users', true)).toBe('app.users.x');
  expect(await target('from ..users import x\nx', 'app.api.v1')).toBe('app.users.x');
});

test.each([
  'from a import b\nb = 1\nb',
  'from a import b\nfrom c import b\nb',
  'from a import b\ndef f(b):\n  b.c',
  'from a import b\nfor b in x: pass\nb',
  'from a import b\nwith x as (y, b): b',
  'from a import b\nlambda b: b',
  'def f():\n  from a import b\nb',
  'class A:\n  from a import b\n  def f(self):\n    b',
  'from a import *\nb',
  'from a import b\nb().c.d[0]\nx',
])('%j is not resolved', async (source) => {
  expect(await target(source)).toBeUndefined();
});

test('bindings say where they stand and star imports are kept apart', async () => {
  const imports = await read('import os\nif os:\n  from a import b\nfrom c import *\n');
  expect(imports.bindings.map(({ name, nested }) => [name, nested])).toEqual([
    ['os', false],
    ['b', true],
  ]);
  expect(imports.stars.map(({ path }) => path)).toEqual(['c']);
});

describe('an import comes to its siblings', () => {
  /** The sibling is the last import that mentions `users`. */
  async function ensured(source: string, form: ImportForm): Promise<string> {
    const tree = (await loadParser()).parse(source);
    const first = tree.root.named[0];
    const sibling = first && blockOf(first).findLast((node) => /import/.test(node.type) && node.text.includes('users'));
    if (sibling === undefined) throw new Error('no sibling');
    return applyEdits(source, [importLineBeside(source, sibling, form)]);
  }
  const form: ImportForm = { kind: 'from', module: 'app.invoices', name: 'api', alias: 'invoices_api' };
  const line = 'from app.invoices import api as invoices_api\n';

  test.each([
    ['in the order of the modules', 'from app.core import db\n', 'from app.users import api\nfrom app.zoo import b\n'],
    ['behind plain imports', 'import zoo\n', 'from app.users import api\n'],
    [
      'in one order for both kinds where the file has that',
      'from app import x\nimport app.b\n',
      'from app.users import api\nimport zoo\n',
    ],
    ['with capitals counting as small letters', 'from app.Alpha import x\n', 'from app.users import api\n'],
    [
      'right behind the sibling where nothing is sorted',
      'from z import x\nfrom app.users import api\n',
      'from b import c\n',
    ],
    ['inside its own lines only', 'from app.zoo import x\n\n', 'from app.users import api\n'],
    ['below __future__', 'from __future__ import annotations\n', 'from app.users import api\n'],
    [
      'not between the lines of another import',
      'from app.a import (\n  b,\n)\n',
      'from app.users import (\n  api\n)\n',
    ],
  ])('%s', async (_, above, below) => {
    expect(await ensured(above + below, form)).toBe(above + line + below);
  });

  test('numbers in names are compared as numbers', async () => {
    const v2: ImportForm = { kind: 'import', module: 'app.v2' };
    expect(await ensured('import app.users\nimport app.v1\nimport app.v10\n', v2)).toBe(
      'import app.users\nimport app.v1\nimport app.v2\nimport app.v10\n',
    );
  });

  test('on the line of a sibling that shares it', async () => {
    expect(await ensured('import a; import users; x()\n', { kind: 'import', module: 'b' })).toBe(
      'import a; import users; import b; x()\n',
    );
  });
});

describe('an import comes to the top of a file', () => {
  async function added(source: string, form: ImportForm, limit?: number): Promise<string> {
    const tree = (await loadParser()).parse(source);
    const imports = readImports(tree, { name: 'app.main', isPackage: false });
    return applyEdits(
      source,
      importAtTop(tree, imports, form, (top) => top === 'app', { limit, path: form.module }),
    );
  }
  const session: ImportForm = { kind: 'from', module: 'sqlalchemy.orm', name: 'Session' };

  test.each([
    [
      'into the statement of its module, in its order',
      'from sqlalchemy.orm import Mapped, mapped_column\n',
      'from sqlalchemy.orm import Mapped, Session, mapped_column\n',
    ],
    [
      'into the statement of its module that has no alias',
      'from sqlalchemy.orm import Query as Q\nfrom sqlalchemy.orm import Mapped\n',
      'from sqlalchemy.orm import Query as Q\nfrom sqlalchemy.orm import Mapped, Session\n',
    ],
    [
      'on a line of its own where each name has one',
      'from sqlalchemy.orm import Mapped\nfrom sqlalchemy.orm import relationship\n',
      'from sqlalchemy.orm import Mapped\nfrom sqlalchemy.orm import Session\nfrom sqlalchemy.orm import relationship\n',
    ],
    [
      'into the lines of its section',
      'import os\n\nfrom fastapi import Depends\n\nfrom app.db import Base\n',
      'import os\n\nfrom fastapi import Depends\nfrom sqlalchemy.orm import Session\n\nfrom app.db import Base\n',
    ],
    [
      'into its section where no blank lines part them',
      'import os\nfrom fastapi import Depends\nfrom app.db import Base\n',
      'import os\nfrom fastapi import Depends\nfrom sqlalchemy.orm import Session\nfrom app.db import Base\n',
    ],
    [
      'as a new section between others',
      'import os\n\nfrom app.db import Base\n',
      'import os\n\nfrom sqlalchemy.orm import Session\n\nfrom app.db import Base\n',
    ],
    [
      'above the first section',
      'from app.db import Base\n',
      'from sqlalchemy.orm import Session\n\nfrom app.db import Base\n',
    ],
    [
      'beside a statement that a backslash continues',
      'from sqlalchemy.orm import Mapped, \\\n    relationship\n',
      'from sqlalchemy.orm import Mapped, \\\n    relationship\nfrom sqlalchemy.orm import Session\n',
    ],
    [
      'below a star',
      'from sqlalchemy.orm import *\n',
      'from sqlalchemy.orm import *\nfrom sqlalchemy.orm import Session\n',
    ],
    ['below a docstring', '"""Ours."""\n\nx = 1\n', '"""Ours."""\n\nfrom sqlalchemy.orm import Session\n\nx = 1\n'],
    ['above the code', '# Ours.\n\nx = 1\n', '# Ours.\n\nfrom sqlalchemy.orm import Session\n\nx = 1\n'],
  ])('%s', async (_, before, after) => {
    expect(await added(before, session)).toBe(after);
  });

  test('and a statement that would become too long has a line for each name', async () => {
    expect(await added('from sqlalchemy.orm import Mapped, mapped_column\n', session, 50)).toBe(
      'from sqlalchemy.orm import (\n    Mapped,\n    Session,\n    mapped_column,\n)\n',
    );
  });

  test('a relative one of the same module is the same statement', async () => {
    expect(await added('from .db import Base\n', { kind: 'from', module: 'app.db', name: 'engine' })).toBe(
      'from .db import Base, engine\n',
    );
  });
});
