// Which imports would close a circle at run time.
import { expect, test } from '@jest/globals';
import { importCircle } from '../../../lib/project/import-circle.js';
import { projectIn } from '../memory.js';

function circle(texts: Readonly<Record<string, string>>, importer: string, imported: string): readonly string[] {
  const project = projectIn(Object.fromEntries(Object.entries(texts).map(([path, text]) => [`/b/${path}`, text])));
  const module = project.at(`/b/${importer}`);
  return module === undefined ? ['?'] : (importCircle(project, module, imported) ?? []).map((each) => each.module);
}

const HOST = {
  'app/__init__.py': '',
  'app/db.py': 'Base = object\n',
  'app/models/__init__.py': 'from app.users.models import *\n',
  'app/users/__init__.py': 'from .models import *\n',
  'app/users/models.py': 'from app.db import Base\n',
};

test('models that import nothing of what imports them close no circle', () => {
  expect(circle(HOST, 'app/models/__init__.py', 'app.users.models')).toEqual([]);
});

test('the base that imports the models of a package closes one, and the way is told', () => {
  expect(circle(HOST, 'app/db.py', 'app.users.models')).toEqual(['app.users.models', 'app.db']);
});

test('a package that gathers the models closes one where the package imports from it', () => {
  const texts = { ...HOST, 'app/users/models.py': 'from app.models import Base\n' };
  expect(circle(texts, 'app/models/__init__.py', 'app.users.models')).toEqual(['app.users.models', 'app.models']);
});

test.each([
  ['in a function', 'def f():\n    from app.models import Base\n'],
  ['for type checkers', 'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from app.models import Base\n'],
])('an import %s closes none', (_where, text) => {
  expect(circle({ ...HOST, 'app/users/models.py': text }, 'app/models/__init__.py', 'app.users.models')).toEqual([]);
});

test('an import in the else of a check for type checkers runs, and closes one', () => {
  const text =
    'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    Base = 1\nelse:\n    from app.models import Base\n';
  expect(circle({ ...HOST, 'app/users/models.py': text }, 'app/models/__init__.py', 'app.users.models')).not.toEqual(
    [],
  );
});

test('the package above both, which is only run on the way, closes none', () => {
  const texts = { ...HOST, 'app/__init__.py': 'from app.users import models\n' };
  expect(circle(texts, 'app/__init__.py', 'app.users.models')).toEqual([]);
});

test.each([
  ['its file', 'from app.schemas.user import User\n', []],
  ['the folder, which has not come to it yet', 'from app.schemas import User\n', ['app.schemas', 'app.schemas.post']],
])('a module of a folder that gathers all imports another one from %s', (_where, text, closed) => {
  const texts = {
    'app/schemas/__init__.py': 'from .post import Post\nfrom .user import User\n',
    'app/schemas/post.py': text,
    'app/schemas/user.py': 'class User: ...\n',
  };
  const imported = text.includes('.user') ? 'app.schemas.user' : 'app.schemas';
  expect(circle(texts, 'app/schemas/post.py', imported)).toEqual(closed);
});
