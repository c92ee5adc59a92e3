// What a template of Python text prints, and what it imports.
import { describe, expect, test } from '@jest/globals';
import { join, own, print, py, symbol } from '../../../lib/package/print/code.js';
import { Names } from '../../../lib/package/print/names.js';
import { fastapi, modules, orm } from '../../../lib/package/print/symbols.js';

const printed = (part: Parameters<typeof print>[0], shadowed: readonly string[] = []): string =>
  print(part, new Names(new Set(shadowed)));

describe('a template of Python text', () => {
  test('loses the indentation that its lines share', () => {
    expect(
      printed(py`
        def add(db):
            db.commit()

            return db
      `),
    ).toBe('def add(db):\n    db.commit()\n\n    return db');
  });

  test('keeps backslashes as they are written', () => {
    expect(printed(py`pattern=r"^[^\x00]*$"`)).toBe('pattern=r"^[^\\x00]*$"');
  });

  test('gives what is put in the indentation of its line', () => {
    const body = py`
      if db:
          db.commit()
      `;
    expect(
      printed(py`
      def add(db):
          ${body}
    `),
    ).toBe('def add(db):\n    if db:\n        db.commit()');
  });

  test('prints a list as lines', () => {
    expect(
      printed(py`
      class Invoice:
          ${['id: int', py`number: str`, undefined]}
          total: int
    `),
    ).toBe('class Invoice:\n    id: int\n    number: str\n    total: int');
  });

  test('removes the line of what prints nothing', () => {
    expect(
      printed(py`
      class Invoice:
          ${undefined}
          id: int
          ${[]}
    `),
    ).toBe('class Invoice:\n    id: int');
    expect(
      printed(py`
      ${false}
      id: int
    `),
    ).toBe('id: int');
    expect(printed(py`f(${undefined})`)).toBe('f()');
  });

  test('puts a separator between the parts that print something', () => {
    expect(printed(py`f(${join(', ', ['a', undefined, py`b=${2}`])})`)).toBe('f(a, b=2)');
    expect(printed(join(', ', []))).toBe('');
  });

  test('keeps a blank line above a list that begins a line', () => {
    expect(
      printed(py`
      a = 1

      ${['b = 2', 'c = 3']}
    `),
    ).toBe('a = 1\n\nb = 2\nc = 3');
  });
});

describe('a symbol', () => {
  test('imports itself where it is used', () => {
    const names = new Names(new Set());
    const base = symbol('app.core.db', 'Base');
    expect(print(py`def f(db: ${orm.Session}) -> ${base}: return ${fastapi.status}.OK, ${modules.pytest}`, names)).toBe(
      'def f(db: Session) -> Base: return status.OK, pytest',
    );
    expect(names.imports).toEqual([
      { module: 'sqlalchemy.orm', name: 'Session', local: 'Session' },
      { module: 'app.core.db', name: 'Base', local: 'Base' },
      { module: 'fastapi', name: 'status', local: 'status' },
      { name: 'pytest', local: 'pytest' },
    ]);
  });

  test('is imported under another name where a class or a field hides it', () => {
    const names = new Names(new Set(['Session', 'refuse_null']));
    expect(print(py`${orm.Session}, ${own('refuse_null')}`, names)).toBe('Session_, refuse_null_');
    expect(names.imports).toEqual([{ module: 'sqlalchemy.orm', name: 'Session', local: 'Session_' }]);
  });

  test('is printed nowhere without being imported, and nothing is imported that is not printed', () => {
    const names = new Names(new Set());
    print(py`${join(', ', [false, undefined])}`, names);
    expect(names.imports).toEqual([]);
  });
});
