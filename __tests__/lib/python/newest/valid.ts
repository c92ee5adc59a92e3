/** Valid Python of 3.8 to 3.14, by what it shows. */
export const VALID: Readonly<Record<string, string>> = {
  // 3.8 and before, where parsers still stumble
  walrus: 'if (n := len("abc")) > 2:\n    print(n)\n',
  'walrus in a comprehension': 'x = [y := 1, y**2]\nz = [w for v in x if (w := v)]\n',
  'walrus in an index and in a set': 'x = {}\nx[y := 1] = {z := 2, 3}\n',
  'positional-only parameters': 'def f(a, /, b, *, c=1, **d): ...\nlambda a, /, b=2, *c, d: a\n',
  'f-string that says its expression': 'x = 1\nf"{x=} {x!r:>10} {x = !s}"\n',
  'f-string with nested format': 'w = 4\nf"{1.5:{w}.{w - 2}f}" f"{{literal}}" rf"\\d{w}"\n',
  'starred return and yield': 'def f(*a):\n    return 1, *a\ndef g(*a):\n    yield 1, *a\n',
  'async comprehension':
    'async def f(x):\n    return [y async for y in x if await y], {z async for z in x}, (await w for w in x)\n',
  'async with and for':
    'async def f(x):\n    async with x as a, x as b:\n        pass\n    async for i, in x:\n        break\n    else:\n        pass\n',
  'lambda with defaults': 'f = lambda x=(lambda y=1: y), *args, k=2, **kw: (x, args, k, kw)\n',
  'print as a name': 'print = exec = 1\nprint\nprint, exec\nx = print if exec else print\n',
  'print with a comparison': 'print(1 < 2, sep="")\nprint (1)\n',
  'match, case, type and _ as names':
    'match = case = type = _ = 1\nmatch[0:1] if 0 else match\ncase.x if 0 else type\ntype: int = 3\n',
  'match as a call and as an argument': 'def match(case=1): return case\nmatch(case=2)\nmatch (1)\nx = [match, type]\n',
  'type as a function': 'type(1)\ntype (1)\nx = type\n',
  'unicode identifiers': 'ñ = µ = Ⅷ = 变量 = 1\nclass Größe: ß = ñ\ndef été(): return 变量\n',
  'astral identifiers and strings': '𝐱 = "🐍"\ny = "🐍"; z = 𝐱\n',
  'form feed': 'x = 1\n\f\ny = 2\n\f\nclass A:\n    pass\n\f\n    z = 3\n',
  'form feed before a statement': '\fx = 1\n\fif x:\n    y = 2\n',
  'line continuation':
    'x = 1 + \\\n    2\nif x and \\\n   x:\n    pass\nassert x, \\\n    "y"\nfrom os \\\n    import path as \\\n    p\n',
  'line continuation before a statement': 'if 1:\n    \\\n    x = 1\n',
  'backslash at an empty line': 'x = 1\\\n\ny = 2\n',
  'encoding cookie': '# -*- coding: utf-8 -*-\nx = "é"\n',
  'encoding cookie in the second line': '#!/usr/bin/env python\n# vim: set fileencoding=utf-8 :\nx = "é"\n',
  BOM: '\uFEFFx = 1\n',
  'BOM and cookie': '\uFEFF# coding: utf-8\nx = 1\n',
  CRLF: 'if 1:\r\n    x = """a\r\nb"""\r\n    y = (1,\r\n         2)\r\n',
  'lone carriage returns': 'if 1:\r    x = 1\ry = 2\r',
  'mixed line ends': 'if 1:\r\n    x = 1\n    y = 2\rz = 3\n',
  'no final newline': 'if 1: x = 1',
  'only a comment': '# nothing',
  empty: '',
  'only blanks': '   \n\t\n  ',
  'comment at a strange indent': 'if 1:\n        # deep\n  # middle\n    x = 1\n# none\n    y = 2\n',
  'comment without a newline after a block': 'def f():\n    pass\n    # end',
  tabs: 'if 1:\n\tx = 1\n\tif x:\n\t\ty = 2\n',
  'tabs in one block and blanks in another': 'if 1:\n\tx = 1\nif 2:\n        y = 2\n',
  semicolons: 'x = 1; y = 2;\nif x: y = 3; z = 4;\n',
  'strings of all kinds':
    'x = r"\\n" u"a" "c" if 0 else R\'\'\'a\n"b\'\'\' U"" "" f\'\' F"""{1}\n"""\ny = Rb"x" bR\'y\' rB"" BR""\n',
  'numbers of all kinds': 'x = 0xFF_FF + 0b1_0 + 0o17 + 1_000.0_1e-1_0 + 1j + .5 + 5. + 0_0 + 1E5J\n',
  'a number before a keyword': 'x = 1 if 1 else 2\ny = [0x1for x in (1, 2)]\n',
  ellipsis: 'class A: ...\nx: ... = ...\ndef f(): return x[...]\n'
    .replace('x[', 'A and [0][0:1] or x[')
    .replace('A and [0][0:1] or x[..., 1:2:3, ::]', 'x'),
  'slices and starred indexes': 'def f(a, b): return a[1:2, ::3, ...], a[*b], a[*b, 1]\n',
  'matrix multiplication': 'def f(a, b):\n    a @= b\n    return a @ b\n',
  'annotations without values': 'x: int\n(y): int\nclass A:\n    z: "A"\n    w: list[int] = []\n',
  'annotated targets': 'class A: pass\na = A()\na.b: int = 1\nx = [0]\nx[0]: int = 2\n',
  'chained and starred targets':
    '(a, *b), [c, d] = (1, 2), [3, 4]\nx = y = *b, 1\nfor i, *j in []: pass\nfor [k, l] in []: pass\n',
  'global and nonlocal':
    'def f():\n    global x\n    x = 1\n    def g():\n        nonlocal y\n        y = 2\n    y = 3\n',
  'return and yield in odd places':
    'def f():\n    x = yield\n    y = yield from x\n    (yield)\n    return (yield x), (yield)\nasync def g():\n    x = await (yield)\n',
  'del of all kinds': 'a, b, c = 1, 2, [3]\ndel a, (b), c[0]\nd = e = 1\ndel (d, e)\n',
  'yield in what a comprehension starts from':
    'def f():\n    return [x for x in [(yield 1)] if x], {y for y in (yield)}\n',
  'attribute of a call of type': 'def f(x):\n    type(x).y = 1\n    type(x)[0] = 2\n',
  'dedented name behind a dot in brackets': 'if 1:\n    (f.\nb)\n',
  'dedented lines in brackets': 'def f():\n        (f\n    .x, [\n1,\n  f(\n 2\n)])\n',
  'conditional lambda': 'f = lambda: (yield)\ng = lambda *, k: k if k else lambda: 0\n',
  'keyword-like attribute names':
    'class A: match = case = type = print = exec = 1\nA.match; A.case; A.type; A.print; A.exec\n',
  'chained comparison': 'a = 1\na < 2 < 3 != 4 is not None in [] not in ()\n',
  'import of everything kind':
    'import os.path, sys as s\nfrom os import (path as p, sep,)\nfrom . import a\nfrom .. import b as c\nfrom ...d.e import (f)\nfrom .g import *\nfrom .... import h\n',
  'future imports':
    '"""doc"""\n# comment\nfrom __future__ import annotations, division as d\nfrom __future__ import (generators)\nimport os\n',
  'barry_as_FLUFL only imported': 'from __future__ import barry_as_FLUFL\n',
  'class with keywords': 'class A(*[], metaclass=type, **{}): pass\nclass B(): pass\n',
  'star and double star in calls':
    'def f(*a, **k): return f(*a, 1, *a, x=1, **k, y=2, **k)\nx = [*[], *()], {**{}, "a": 1, **{}}, {*[], 1}\n',
  'generator argument': 'sum(x for x in [])\nsum((x for x in []), 1)\n',
  'trailing commas': 'def f(a, b=1, *, c,): return f(a, b, c=1,)\nx = (1,); y = [1,]; z = {1,}; w = {1: 2,}\n',
  'try in all its parts':
    'try:\n    pass\nexcept (ValueError, OSError) as e:\n    raise RuntimeError from e\nexcept:\n    raise\nelse:\n    pass\nfinally:\n    pass\n',
  'while and for with else': 'while 0:\n    continue\nelse:\n    pass\nfor i in 1, 2:\n    break\nelse:\n    pass\n',
  // 3.9
  'decorator of any expression':
    '@(lambda f: f)\ndef f(): pass\nx = [lambda f: f]\n@x[0]\n@(y := x[0])\nclass A: pass\n',
  'generic builtins': 'def f(x: dict[str, list[int]] = {}) -> tuple[int, ...]: return ()\n',
  // 3.10
  match:
    'def f(x):\n    match x:\n        case 0 | -1 | 1.5 | 1 + 2j | "a" "b" | None | True: return 1\n        case [1, 2, *rest] if rest: return 2\n        case (1, _): return 3\n        case {"k": v, **more}: return 4\n        case int(n) | str(real=n): return 5\n        case a.b.c: return 6\n        case [*_]: return 7\n        case (int() as i), *_: return 8\n        case {}: return 9\n        case _: return 0\n',
  'match on a tuple, a starred and a walrus':
    'x = [1]\nmatch 1, x:\n    case 1, [y]: pass\nmatch *x, 2:\n    case [*_]: pass\nmatch (z := 1):\n    case z2: pass\nmatch x,:\n    case a, : pass\n',
  'match with odd subjects':
    'x = 1\nmatch -x:\n    case -1: pass\nmatch (x):\n    case (1): pass\nmatch [x]:\n    case [1]: pass\nmatch {x}:\n    case _: pass\nmatch not x:\n    case _: pass\nmatch lambda: 1:\n    case _: pass\n',
  'match names among match statements':
    'match = 1\nmatch match:\n    case case: pass\ncase = 2\nmatch = {match: case}\n',
  'parenthesised with':
    'import contextlib as c\nwith (c.nullcontext() as a, c.nullcontext() as b,):\n    pass\nwith (\n    c.nullcontext(),\n    c.nullcontext() as (d),\n):\n    pass\nwith (c.nullcontext()): pass\nwith (c.nullcontext()), c.nullcontext(): pass\n',
  'with on a tuple and with starred targets':
    'import contextlib as c\nwith c.nullcontext((1, 2)) as (x, *y), c.nullcontext() as [z]: pass\nclass A: pass\nwith c.nullcontext() as A.b, c.nullcontext([1]) as A.c: pass\n',
  'union types': 'def f(x: int | None = None) -> str | int: return 1\n',
  // 3.11
  'except*':
    'try:\n    pass\nexcept* ValueError as e:\n    pass\nexcept* (OSError, KeyError):\n    pass\nexcept *TypeError: pass\n',
  'starred annotation of *args': 'def f(*args: *tuple[int, ...]): pass\nx: tuple[*tuple[int]]\n',
  // 3.12
  'type statement':
    'type X = int\ntype Y[T, *Ts, **P] = dict[T, X] | None\ntype Z = Y; type type = int\ntype match = case\n',
  'type parameters':
    'class A[T: int, U: (int, str), *Ts, **P](list[T]): pass\ndef f[T](x: T) -> T: return x\nasync def g[*Ts](*a: *Ts): pass\nclass B[T,]: pass\n',
  'f-string with its own quotes': 'x = {"a": 1}\nf"{x["a"]}" f\'{x[\'a\']}\' f"{f"{f"{1}"}"}"\n',
  'f-string over lines with comments': 'f"{\n    1  # one\n    + 2\n}"\nf"""{\n  [x for x in (1,)]  # }\n}"""\n',
  'f-string with backslashes in it': 'x = ["a"]\nf"{"\\n".join(x)}" f"{\'\\u00e9\'}" f"\\N{BULLET} {1}"\n',
  'f-string with a lambda, a walrus and a colon': 'f"{(lambda x: 1)(2)} {(y := 3):>{y}} {y!r:^10}" f"{1:%H:%M}"\n',
  'f-string with a dict and a set': 'f"{ {1: 2}[1] } { {1} } {{{1}}}"\n',
  'f-string with a nested format and !r in it': 'w = 3\nf"{1:{w!r}} {1:{f"{w}"}} {1:a{w}b{w}c}"\n',
  'f-string with yield and await': 'async def f(x):\n    return f"{await x}"\ndef g():\n    f"{yield}"\n',
  // 3.13
  'defaults of type parameters': 'class A[T = int]: pass\ndef f[T: int = int](): pass\n',
  'defaults of type parameters in a type statement': 'type A[T = int, *Ts = *tuple[int], **P = [int]] = T\n',
  // 3.14
  't-string': 'x = 1\nt"{x} {x!r:>{x}} {x=}"\nt"""{x}\n"""\nrt"\\d{x}" tR\'{x}\'\nT"a" t"b"\n',
  't-string in an f-string and the other way': 'f"{t"{1}"}"\nt"{f"{1}"}"\n',
  'except without parentheses':
    'try:\n    pass\nexcept ValueError, OSError:\n    pass\nexcept KeyError, TypeError, IndexError: pass\n',
  'except* without parentheses': 'try:\n    pass\nexcept* ValueError, OSError:\n    pass\n',
  'annotations that are not yet known': 'class A:\n    x: Unknown\n    def f(self, y: Later | None) -> Other[A]: ...\n',
};

/** What the grammar does not know, and what comes of it. */
export const GAPS: Readonly<Record<string, string>> = {
  'dedented name behind a dot in brackets': 'refused when the expression is what must be read or changed',
  'defaults of type parameters': 'refused when the class or function is what must be read or changed',
  'defaults of type parameters in a type statement': 'refused when the statement is what must be read or changed',
};

/** What the grammar takes for something else, and what comes of it. */
export const MISREAD: Readonly<Record<string, string>> = {
  'attribute of a call of type':
    'read as a type statement: names in it count as bound, so that nothing is resolved through them',
};
