// One reader of a project: before an edit and on its result.
import { expect, test } from '@jest/globals';
import { parsedFiles } from '../../../lib/project/parsed-files.js';
import { openProject, type Project } from '../../../lib/project/project.js';
import { loadParser } from '../../../lib/python/syntax.js';
import { inMemory } from '../memory.js';

const parser = await loadParser();

function project(texts: Readonly<Record<string, string>>, parsed: string[] = []): Project {
  const counting = {
    parse: (source: string) => {
      parsed.push(source);
      return parser.parse(source);
    },
  };
  return openProject(parsedFiles(inMemory(texts), counting), '/b');
}

const HOST = {
  '/b/app/main.py': 'from app.api import router\n\nrouter\n',
  '/b/app/api/__init__.py': 'from .v1 import router\n',
  '/b/app/api/v1.py': 'router = make()\n',
};

test('a name is followed through what passes it on, to where it is defined', () => {
  const found = project(HOST).define('app.main.router');
  expect(found?.module.module).toBe('app.api.v1');
  expect(found?.node.text).toBe('router = make()');
  expect(found?.via.map(({ module }) => module)).toEqual(['app.main', 'app.api']);
});

test('a module is the file that it is, whatever its package calls by that name', () => {
  const read = project({
    '/b/db/__init__.py': 'from .session import Base, session\n',
    '/b/db/session.py': 'session = make()\n\n\nclass Base:\n    pass\n',
  });
  expect(read.define('db.Base')?.node.type).toBe('class_definition');
  expect(read.define('db.session.Base')?.node.type).toBe('class_definition');
  expect(read.define('db.session')?.node.text).toBe('session = make()');
});

test('a package that imports a module below it passes nothing of that on', () => {
  const read = project({
    '/b/api/__init__.py': 'from . import v1\n\nrouter = make(v1.router)\n',
    '/b/api/v1/__init__.py': 'from . import users\n\nrouter = make(users.router)\n',
    '/b/api/v1/users.py': 'router = make()\n',
  });
  expect(read.define('api.v1.users.router')).toMatchObject({ module: { module: 'api.v1.users' }, via: [] });
  expect(read.define('api.v1.router')).toMatchObject({ module: { module: 'api.v1' }, via: [] });
});

test('an object that hides the module in which it is made has what the module has not', () => {
  const read = project({
    '/b/models/__init__.py': 'from .db_helper import db_helper\n',
    '/b/models/db_helper.py': 'db_helper = DatabaseHelper()\n',
  });
  expect(read.define('models.db_helper.session_getter')).toMatchObject({ name: 'db_helper', rest: ['session_getter'] });
});

test('a package that passes a name on and its module of that name both lead to it', () => {
  const read = project({
    '/b/users/__init__.py': 'from users.router import router\n',
    '/b/users/router.py': 'router = make()\n',
  });
  expect(read.define('users.router')?.node.text).toBe('router = make()');
  expect(read.define('users.router.router')?.node.text).toBe('router = make()');
});

test('modules that take all of each other are gone through once, and what they give is found', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
  const others = (name: string): string =>
    names.flatMap((each) => (each === name ? [] : `from db.${each} import *\n`)).join('');
  const read = project({
    '/b/db/__init__.py': names.map((name) => `from .${name} import *\n`).join(''),
    ...Object.fromEntries(names.map((name) => [`/b/db/${name}.py`, `${others(name)}\n${name}_table = make()\n`])),
  });
  expect(read.define('db.a.j_table')?.module.module).toBe('db.j');
  expect(read.define('db.b.missing')).toBeUndefined();
  expect(read.define('db.b.c')?.name).toBeUndefined();
});

test('a file is parsed once, whoever asks and how often', () => {
  const parsed: string[] = [];
  const read = project(HOST, parsed);
  for (let time = 0; time < 3; time += 1) {
    read.define('app.main.router');
    const module = read.at('/b/app/main.py');
    if (module !== undefined) read.references(module);
  }
  expect(parsed).toEqual([HOST['/b/app/main.py'], HOST['/b/app/api/__init__.py'], HOST['/b/app/api/v1.py']]);
});

test('after an edit the new text counts, and only that file is parsed again', () => {
  const parsed: string[] = [];
  const before = project(HOST, parsed);
  before.define('app.main.router');
  parsed.length = 0;
  const after = before.with([{ path: '/b/app/api/__init__.py', after: 'from .v2 import router\n' }]);
  const whole = after.with([{ path: '/b/app/api/v2.py', after: 'router = other()\n' }]);
  expect(after.define('app.main.router')).toBeUndefined();
  expect(whole.define('app.main.router')?.node.text).toBe('router = other()');
  expect(before.define('app.main.router')?.node.text).toBe('router = make()');
  expect(parsed).toEqual(['from .v2 import router\n', 'router = other()\n']);
});

test('the same text again is no edit', () => {
  const parsed: string[] = [];
  const before = project(HOST, parsed);
  const main = before.at('/b/app/main.py');
  expect(main?.imports.bindings.length).toBe(1);
  expect(before.with([{ path: '/b/app/main.py', after: HOST['/b/app/main.py'] }]).at('/b/app/main.py')).toBe(main);
  expect(parsed).toEqual([HOST['/b/app/main.py']]);
});

test('what was parsed of an edit is let go once many others were parsed, and a file of the host never', () => {
  const parsed: string[] = [];
  const host = project(HOST, parsed);
  const edited = host.with([{ path: '/b/app/new.py', after: 'x = 1\n' }]);
  const all = ['/b/app/new.py', '/b/app/main.py'].flatMap((path) => edited.at(path) ?? []);
  expect(all.map(({ tree }) => tree.root.named.length)).toEqual([1, 2]);
  for (let number = 0; number < 20; number += 1) {
    const long = edited.with([{ path: '/b/app/long.py', after: `y = ${number}\n${'# comment\n'.repeat(1000)}` }]);
    expect(long.at('/b/app/long.py')?.tree.root.named.length).toBe(1001);
  }
  parsed.length = 0;
  expect(all.map(({ tree }) => tree.root.named.length)).toEqual([1, 2]);
  expect(parsed).toEqual(['x = 1\n']);
});

test('a file that an edit makes is in its folder, and among the files that mention a word', () => {
  const after = project(HOST).with([{ path: '/b/app/new/models.py', after: 'x = Table()\n' }]);
  expect(after.files.list('/b/app')).toEqual(['api', 'main.py', 'new']);
  expect(after.files.lstat('/b/app/new')?.kind).toBe('folder');
  expect(after.fileOf('app.new.models')?.path).toBe('/b/app/new/models.py');
  expect(after.mentioning('/b', 'Table')).toEqual(['/b/app/new/models.py']);
  expect(project(HOST).mentioning('/b', 'make')).toEqual(['/b/app/api/v1.py']);
});
