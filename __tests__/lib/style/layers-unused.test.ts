/** Backends by layer whose handlers store no record: users sign up elsewhere, and their own router has `/me` alone. */
import { expect, test } from '@jest/globals';
import { isRefusal } from '../../../lib/refusal.js';
import { notWritten } from '../../../lib/style/not-written.js';
import { learnStyle } from '../../../lib/style/style.js';
import { BY_LAYER } from '../by-layer.js';
import { locateHost } from '../located.js';
import { host, TOP } from '../sample.js';

const ME = `from fastapi import APIRouter, Depends

from app.database import get_db

router = APIRouter()


@router.get("/me")
def me(db=Depends(get_db)):
    return {}
`;

/** Another feature that stores its records would be followed. */
const withoutItems = (text: string): string =>
  text.replace(/^.*(?:\.item import|items\.router).*\n/gm, '').replace('health, items, users', 'health, users');

/** What is written between the handlers and the session, and the id of what cannot be written. */
async function learned(without: RegExp, changes: Readonly<Record<string, string>> = {}) {
  const kept = Object.entries(BY_LAYER)
    .filter(([path]) => !/\/items?\.py$/.test(path) && !without.test(path))
    .map(([path, text]) => [path, withoutItems(text)]);
  const all = { ...Object.fromEntries(kept), 'app/api/routes/users.py': ME, ...changes };
  const files = host(all);
  const style = learnStyle(files, await locateHost(files, TOP));
  if (isRefusal(style)) throw new Error(`${style.id}: ${style.reason}`);
  return { layers: style.layers, refused: notWritten(style)?.id };
}

test('the handlers run the queries where no layer has a file of the blueprint', async () => {
  const { layers, refused } = await learned(/^app\/crud\//);
  expect(layers).toMatchObject({ kind: 'chain', chain: [], missing: 'handlers', writes: { commits: 'handlers' } });
  expect(refused).toBeUndefined();
});

test('functions do where there is a file of them for crud', async () => {
  const { layers, refused } = await learned(/^nothing/);
  expect(layers).toMatchObject({
    kind: 'chain',
    chain: [{ role: 'crud', holder: { kind: 'functions' }, operations: { list: { name: 'get_{many}' } } }],
    taken: 'handlers',
    writes: { commits: 'crud' },
  });
  expect(refused).toBeUndefined();
});

test.each([
  ['a class of crud', /^nothing/, { 'app/crud/user.py': 'class UserCrud:\n    pass\n' }],
  ['a service', /^app\/crud\//, { 'app/services/user.py': 'def greet(name):\n    return name\n' }],
])('%s that nothing shows the use of is no layer to write', async (_what, without, changes) => {
  expect(await learned(without, changes)).toEqual({ layers: { kind: 'standard' }, refused: 'layers-missing' });
});
