// The function of a host that makes a hash of a password: which one a name means, and which cannot be called.
import { expect, test } from '@jest/globals';
import { findHashFunction } from '../../../lib/style/hash-functions.js';
import { projectIn } from '../memory.js';

const SECURITY = '/b/app/core/security.py';
const HASHER = 'def get_password_hash(password: str) -> str:\n    return context.hash(password)\n';

function found(name: string, texts: Readonly<Record<string, string>>): string {
  const project = projectIn({ '/b/app/__init__.py': '', '/b/app/core/__init__.py': '', ...texts });
  const hash = findHashFunction(project, 'app', name);
  if ('reason' in hash) return `[${hash.id}] ${hash.reason}`;
  const { module, name: called, isAsync, most, at } = hash;
  return [`${at.path}:${at.line}`, isAsync && 'async', `${module}.${called}`, most].filter(Boolean).join(' ');
}

test.each<[string, string, string]>([
  ['its name alone', 'get_password_hash', `${SECURITY}:1 app.core.security.get_password_hash`],
  [
    'its module and its name',
    'app.core.security.get_password_hash',
    `${SECURITY}:1 app.core.security.get_password_hash`,
  ],
  [
    'its module below the package',
    'core.security.get_password_hash',
    `${SECURITY}:1 app.core.security.get_password_hash`,
  ],
  ['the module that passes it on', 'app.core.get_password_hash', `${SECURITY}:1 app.core.get_password_hash`],
])('a function is found by %s', (_, name, wanted) => {
  const init = 'from app.core.security import get_password_hash\n';
  expect(found(name, { [SECURITY]: HASHER, '/b/app/core/__init__.py': init })).toBe(wanted);
});

test.each<[string, string, string]>([
  ['an async function', `async ${HASHER}`, `${SECURITY}:1 async app.core.security.get_password_hash`],
  [
    'what says nothing of its types and returns what a library for passwords gives',
    'def get_password_hash(password):\n    return pwd_context.hash(password)\n',
    `${SECURITY}:1 app.core.security.get_password_hash`,
  ],
  [
    'bcrypt, with the bytes that it takes',
    'import bcrypt\n\ndef get_password_hash(password, *, rounds=12):\n    return bcrypt.hashpw(password.encode(), bcrypt.gensalt(rounds)).decode("utf-8")\n',
    `${SECURITY}:3 app.core.security.get_password_hash 72`,
  ],
])('a function is taken that is %s', (_, text, wanted) => {
  expect(found('get_password_hash', { [SECURITY]: text })).toBe(wanted);
});

test.each<[string, string, string]>([
  ['takes bytes', 'def get_password_hash(password: bytes) -> str: ...', 'takes bytes, which is no str.'],
  ['gives bytes', 'def get_password_hash(password: str) -> bytes: ...', 'returns bytes, which is no str.'],
  [
    'may give bytes',
    'def get_password_hash(password):\n    return bcrypt.hashpw(password.encode(), salt)\n',
    'does not say that it returns a str, as in ") -> str:".',
  ],
  ['takes a salt, too', 'def get_password_hash(password, salt) -> str: ...', 'does not take the password alone.'],
  ['takes it by name', 'def get_password_hash(*, password) -> str: ...', 'does not take the password alone.'],
  ['takes nothing', 'def get_password_hash() -> str: ...', 'does not take the password alone.'],
  [
    'is decorated',
    '@cached\ndef get_password_hash(password: str) -> str: ...',
    'is decorated, so that its definition does not say what it is.',
  ],
])('a function is refused that %s', (_, text, wanted) => {
  const said = found('get_password_hash', { [SECURITY]: text });
  expect(said).toBe(`[hash-unfit] app.core.security.get_password_hash ${wanted}`);
});

test.each<[string, Readonly<Record<string, string>>, string]>([
  [
    'nothing like it',
    {},
    'The backend has no function get_pasword_hash at the top of a module. No function of it has hash in its name.',
  ],
  [
    'one like it',
    { [SECURITY]: `${HASHER}\ndef verify_hash(a, b): ...\n` },
    'The backend has no function get_pasword_hash at the top of a module. Did you mean app.core.security.get_password_hash?',
  ],
  [
    'several others',
    { [SECURITY]: 'def hash_it(a): ...\ndef verify_hash(a, b): ...\n' },
    'The backend has no function get_pasword_hash at the top of a module. Those with hash in their names are app.core.security.hash_it, app.core.security.verify_hash.',
  ],
  [
    'a method of that name',
    { [SECURITY]: 'class Hasher:\n    def get_pasword_hash(self, password): ...\n' },
    'The backend has no function get_pasword_hash at the top of a module. No function of it has hash in its name.',
  ],
])('a function that is not there is told where there is %s', (_, texts, wanted) => {
  expect(found('get_pasword_hash', texts)).toBe(`[hash-missing] ${wanted}`);
});

test('a name that two modules define is told with both', () => {
  const said = found('get_password_hash', { [SECURITY]: HASHER, '/b/app/hashing.py': HASHER });
  expect(said).toBe(
    '[hash-ambiguous] There is more than one function get_password_hash: app.hashing.get_password_hash and app.core.security.get_password_hash.',
  );
});
