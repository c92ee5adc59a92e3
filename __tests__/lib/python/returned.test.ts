// Which of the values that a function returns is its answer.
import { expect, test } from '@jest/globals';
import { valueReturned } from '../../../lib/python/find.js';
import { loadParser } from '../../../lib/python/syntax.js';

test.each([
  ['user', 'return user'],
  ['user', 'try:\n    return user\nexcept Gone:\n    return None'],
  // What is said where nothing was done is no answer to what was asked.
  ['{"ok": True}', 'if done:\n    return {"ok": True}\nreturn {"ok": False}'],
  [
    '{"ok": True}',
    'if await remove(key):\n    log()\nif done:\n    return {"ok": True}\nelse:\n    return {"ok": False}',
  ],
  ['success()', 'if count > 0:\n    return success()\nreturn fail()'],
  ['user', 'if user is not None:\n    # found\n    return user\nreturn None'],
  ['True', 'if not user:\n    return False\nreturn True'],
  ['True', 'if user is None:\n    return False\nreturn True'],
  ['{"users": users}', 'if cached:\n    return cached\nreturn {"users": users}'],
  ['read()', 'if cached:\n    return cached\nreturn read()'],
  ['"none"', 'if cached:\n    return cached\nusers = read()\nreturn "none"'],
])('%s of %s', async (expected, body) => {
  const parser = await loadParser();
  const { root } = parser.parse(`def f():\n    ${body.replaceAll('\n', '\n    ')}\n`);
  expect(valueReturned(root)?.text).toBe(expected);
});
