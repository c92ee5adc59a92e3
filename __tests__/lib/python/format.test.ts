import { expect, test } from '@jest/globals';
import { formatPython, pythonSyntaxError, syntaxProblem } from '../../../lib/python/format.js';

test('a module is printed as ruff does, at the given width', async () => {
  expect(await formatPython("x = {'a':1}", { lineWidth: 88 })).toBe('x = {"a": 1}\n');
  expect(await formatPython('call(first, second)', { lineWidth: 12 })).toBe('call(\n    first,\n    second,\n)\n');
});

test('what is not Python throws an error with its line', async () => {
  await expect(formatPython('x = 1\nx = (\n', { lineWidth: 88 })).rejects.toThrow('line 3: unexpected EOF');
});

test('a syntax error names its line, counted behind characters of several bytes', async () => {
  expect(await syntaxProblem('# é 🐍\r\nx = 1\rprint "x"\n')).toEqual({
    message: 'Simple statements must be separated by newlines or semicolons',
    line: 3,
  });
  // CPython reads no source that has one.
  expect(await pythonSyntaxError('x = 1\n# \0\n')).toBe('line 2: a NUL character');
  expect(await pythonSyntaxError('def f():\nreturn 1\n')).toMatch(/^line 2: Expected an indented block/);
});

test('valid Python has no syntax error, with a BOM and in the newest grammar too', async () => {
  expect(await pythonSyntaxError('\uFEFFclass A[T = int]: pass\n')).toBeUndefined();
});
