// Imports of a new package that would close a circle are refused; those that the blueprint closes, too, are not.
import { expect, test } from '@jest/globals';
import { closedCircles } from '../../../lib/plan/import-circles.js';
import type { Change } from '../../../lib/plan/plan.js';
import { projectIn } from '../memory.js';

const NEW = 'from app.db import Base\nfrom app.items import Item\n\n\nclass Invoice(Base): ...\n';
const HOST = {
  '/b/app/__init__.py': '',
  '/b/app/db.py': 'class Base: ...\n',
  '/b/app/users/__init__.py': '',
  '/b/app/users/models.py': 'from app.db import Base\n\n\nclass User(Base): ...\n',
  '/b/app/items/__init__.py': '"""Items."""\nfrom app.users.models import *\n\n\nclass Item: ...\n',
};

function refused(texts: Readonly<Record<string, string>>, path: string, models = NEW): readonly unknown[] {
  const code = projectIn(texts);
  const before = texts[path] ?? '';
  const after = before.replace(/( *from app\.)users(.*\n)/, '$1users$2$1invoices$2');
  const changes: readonly Change[] = [
    { path: '/b/app/invoices/__init__.py', before: undefined, after: '', why: 'package', evidence: '' },
    { path: '/b/app/invoices/models.py', before: undefined, after: models, why: 'package', evidence: '' },
    { path, before, after, why: 'registration', evidence: '' },
  ];
  const found = closedCircles({ code, importRoot: 'app' }, [{ name: 'invoices', modules: [] }], changes);
  return found.map(({ id, at, reason }) => [id, at, /circle of imports: (.*)\. The/.exec(reason)?.[1]]);
}

test('a file that the new package imports does not import the new package at its top', () => {
  expect(refused(HOST, '/b/app/items/__init__.py')).toEqual([
    ['import-circle', { path: '/b/app/items/__init__.py' }, 'app.items → app.invoices.models → app.items'],
  ]);
});

test('the line of the host that leads back is told', () => {
  const hook = { '/b/app/hook.py': 'import os\nfrom app.items import Item\n' };
  const models = NEW.replace('app.items import Item', 'app.hook import os');
  expect(refused({ ...HOST, ...hook }, '/b/app/items/__init__.py', models)).toEqual([
    ['import-circle', { path: '/b/app/hook.py', line: 2 }, 'app.items → app.invoices.models → app.hook → app.items'],
  ]);
});

test('a circle that the blueprint closes at the same place is known to work', () => {
  const db = 'class Base: ...\n\n\nfrom app.users.models import *\n';
  expect(refused({ ...HOST, '/b/app/db.py': db }, '/b/app/db.py')).toEqual([]);
});

test('in a backend by layer the module of another feature in that folder shows it', () => {
  const before = 'class Base: ...\n\n\nfrom app.models.user import User\n';
  const model = (name: string): string => `from app.db import Base\n\n\nclass ${name}(Base): ...\n`;
  const code = projectIn({ '/b/app/db.py': before, '/b/app/models/user.py': model('User') });
  const path = '/b/app/db.py';
  const changes = (after: string): readonly Change[] => [
    { path: '/b/app/models/invoice.py', before: undefined, after: model('Invoice'), why: 'package', evidence: '' },
    { path, before, after, why: 'registration', evidence: '' },
  ];
  const circles = (after: string): number =>
    closedCircles({ code, importRoot: 'app' }, [{ name: 'invoices', modules: ['app.models.invoice'] }], changes(after))
      .length;
  expect(circles(`${before}from app.models.invoice import Invoice\n`)).toBe(0);
  expect(circles('from app.models.invoice import Invoice\n\nclass Base: ...\n')).toBe(1);
});

test('an import inside a function closes none', () => {
  const items = 'def load():\n    from app.users.models import User\n';
  expect(refused({ ...HOST, '/b/app/items/__init__.py': items }, '/b/app/items/__init__.py')).toEqual([]);
});

test('files of a new package that import each other are refused', () => {
  const change = (name: string, after: string): Change => ({
    path: `/b/app/${name}`,
    before: undefined,
    after,
    why: 'package',
    evidence: '',
  });
  const circles = (repository: string): readonly (string | undefined)[] =>
    closedCircles(
      { code: projectIn(HOST), importRoot: 'app' },
      [{ name: 'invoices', modules: ['app.api.invoices', 'app.repositories.invoices'] }],
      [
        change('api/invoices.py', 'from app.repositories.invoices import Repository\n\nSession = object\n'),
        change('repositories/invoices.py', `${repository}\n\nclass Repository: ...\n`),
      ],
    ).map(({ reason }) => /circle of imports: (.*)\. The/.exec(reason)?.[1]);

  expect(circles('from app.api.invoices import Session\n')).toEqual([
    'app.api.invoices → app.repositories.invoices → app.api.invoices',
  ]);
  expect(circles('from app.db import Base\n')).toEqual([]);
});
