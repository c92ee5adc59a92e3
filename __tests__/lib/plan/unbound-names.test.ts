// Names that a module uses and nothing in it binds.
import { expect, test } from '@jest/globals';
import { nameOfTwo, unboundName } from '../../../lib/plan/unbound-names.js';
import { loadParser } from '../../../lib/python/syntax.js';

const unbound = async (text: string): Promise<string | undefined> =>
  unboundName((await loadParser()).parse(text))?.text;

test.each([
  ['class A:\n    def __init__(self) -> None:\n        self.repository = repository\n', 'repository'],
  ['def list_users(service: Service) -> None:\n    pass\n', 'Service'],
  ['@router.get("")\ndef a() -> None:\n    pass\n', 'router'],
])('%j does not define %s', async (text, name) => {
  expect(await unbound(text)).toBe(name);
});

test.each([
  [
    'from a import b as c\n\n\nclass D(c):\n    x: int = 1\n\n    @property\n    def y(self) -> list[str]:\n        return [str(each) for each in range(self.x)]\n',
  ],
  [
    'import a.b\n\nNAMES = {k: v for k, v in a.b.items()}\n\n\ndef f(*args: int, key: str = "", **rest: object) -> None:\n    print(args, key=key, **rest)\n',
  ],
  ['from a import *\n\nprint(b)\n'],
])('%j defines all that it uses', async (text) => {
  expect(await unbound(text)).toBeUndefined();
});

test.each([
  ['from a import Iterator\nfrom b import Iterator\n', 'Iterator'],
  ['from a import get_db\n\n\ndef get_db() -> None:\n    pass\n', 'get_db'],
  ['def a() -> None:\n    pass\n\n\n@b\nclass a:\n    pass\n', 'a'],
  ['from a import b\nfrom a import b\nimport a.c\nimport a.d\n', undefined],
])('%j has the name of two things: %s', async (text, name) => {
  expect(nameOfTwo((await loadParser()).parse(text))).toBe(name);
});
