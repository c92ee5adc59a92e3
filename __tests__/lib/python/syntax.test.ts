import { expect, test } from '@jest/globals';
import { assignments, calls, dottedParts, isWholeStatement, statementOf } from '../../../lib/python/find.js';
import { syntaxProblem } from '../../../lib/python/format.js';
import { boundNames } from '../../../lib/python/scope.js';
import { loadParser, type PythonTree, walk } from '../../../lib/python/syntax.js';

async function parse(source: string): Promise<PythonTree> {
  return (await loadParser()).parse(source);
}

test('the parser is loaded once', async () => {
  expect(await loadParser()).toBe(await loadParser());
});

test('offsets are those of the JavaScript string, whatever ends the lines', async () => {
  const { root, complete } = await parse('\uFEFF"🐍"; x = 1  # é\r\ny\rz');
  const names = [...walk(root)].filter(({ type }) => type === 'identifier' || type === 'comment');
  expect(names.map(({ text, line }) => [text, line])).toEqual([
    ['x', 1],
    ['# é', 1],
    ['y', 2],
    ['z', 3],
  ]);
  expect(complete).toBe(true);
});

test('a type statement is the assignment that it is without its first word', async () => {
  const { root } = await parse('type SessionDep = Annotated[Session, Depends(get_db)]\ntype Pair[T] = tuple[T, T]\n');
  expect(assignments(root).map(({ name, value }) => [name, value.text])).toEqual([
    ['SessionDep', 'Annotated[Session, Depends(get_db)]'],
  ]);
  expect([...boundNames(root)]).toEqual(['SessionDep', 'Pair', 'T']);
});

test('a text that the grammar does not know is not complete', async () => {
  expect((await parse('class A[T = int]: pass\n')).complete).toBe(false);
});

test('a text that is deeper than Python takes is not complete, and a chain of 1,500 calls is', async () => {
  const sum = await parse(`x = ${'1 + '.repeat(30_000)}1\n`);
  expect(sum.complete).toBe(false);
  expect(sum.tooDeep?.line).toBe(1);
  expect(await syntaxProblem(sum.source)).toEqual({ message: 'it is nested too deeply', line: 1 });
  expect((await parse(`x = ${'('.repeat(5_000)}1${')'.repeat(5_000)}\n`)).complete).toBe(false);
  expect((await parse(`x = str()${'.strip()'.repeat(1_500)}\n`)).complete).toBe(true);
});

test('a deep text is read from a stack that is nearly full', async () => {
  const deep = `x = str()${'.strip()'.repeat(1_500)}\n`;
  const parser = await loadParser();
  const isRead = (): boolean => parser.parse(deep).complete;
  /** Reads it with so many calls around it. */
  const below = (calls: number): boolean => (calls === 0 ? isRead() : below(calls - 1));
  /** How many calls there may be at all. */
  const most = (from: number): number => {
    try {
      return most(from + 1);
    } catch {
      return from;
    }
  };
  expect(below(Math.floor(most(0) * 0.7))).toBe(true);
}, 30_000);

test('a call is read with its arguments', async () => {
  const [call] = calls((await parse('a.b(c, d=1, *e, # f\n)')).root);
  expect(call && dottedParts(call.callee)).toEqual(['a', 'b']);
  expect(call?.positional.map(({ text }) => text)).toEqual(['c']);
  expect(call?.keywords.get('d')?.text).toBe('1');
  expect(call?.splat).toBe(true);
});

test('a call is a whole statement only when nothing is done with its value', async () => {
  const wholes = async (source: string) => calls((await parse(source)).root).map(({ node }) => isWholeStatement(node));
  expect(await wholes('f()\nf(),\nx = f()\nawait f()\nf(), y\n')).toEqual([true, true, false, false, false]);
});

test('the statement of a node is the one directly in its block', async () => {
  const [outer, inner] = calls((await parse('if f():\n  x = [g()]\n')).root);
  expect(outer && statementOf(outer.node).type).toBe('if_statement');
  expect(inner && statementOf(inner.node).text).toBe('x = [g()]');
});

test('assignments to a name are found with and without a type', async () => {
  const found = assignments((await parse('a = 1\nb: int = 2\nc, d = 3\ne: int\n')).root);
  expect(found.map(({ name, value }) => [name, value.text])).toEqual([
    ['a', '1'],
    ['b', '2'],
  ]);
});

test('every way to bind a name counts', async () => {
  const source = `
a = b = 1
c: int
(d, *e), f.g = x
for h, i in x: pass
with x as j, y as (k, l): pass
try: pass
except E as m: pass
def n(no): no2 = 1
class o: no3 = 1
if (p := 1): pass
q += 1
match x:
    case [r, *s] | {"k": t, **u} as v: pass
type w = int
[0 for z in x]
@deco
def aa(): pass
async def bb(): pass
`;
  expect([...boundNames((await parse(source)).root)].sort()).toEqual(
    'a aa b bb c d e h i j k l m n o p q r s t u v w z'.split(' '),
  );
  const [def] = (await parse('def f(a, b=x, *c, d: int, e: int = y, **g): h = 1\n')).root.named;
  expect(def && [...boundNames(def)].sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'g', 'h']);
});
