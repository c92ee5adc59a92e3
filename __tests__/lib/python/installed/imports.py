"""Prints, as JSON lines, what CPython reads in every installed file of UTF-8 that it takes for Python.

A line holds the path and, for every imported name, its statement (the number of its line from 1, its text) and what
is imported: the absolute name, the dots and the module as they are spelled, the name, the alias. Relative names count
from the package that is the first argument. Then come the number of calls and the names that the module binds. Long files
are sampled, always alike, and of what is left one file in as many as the second argument says is read.
"""

import ast
import importlib.util
import json
import pathlib
import symtable
import sys
import sysconfig
import tokenize
import warnings
import zlib

LONG = 8_000
ONE_IN = 15

warnings.simplefilter("ignore")


def imports_of(source, tree):
    lines = source.splitlines(keepends=True) if "\f" not in source and "\x0b" not in source else None
    for node in ast.walk(tree):
        if not isinstance(node, (ast.Import, ast.ImportFrom)):
            continue
        text = None
        if lines is not None:
            part = [line.encode() for line in lines[node.lineno - 1 : node.end_lineno]]
            part[-1] = part[-1][: node.end_col_offset]
            part[0] = part[0][node.col_offset :]
            text = b"".join(part).decode()
        module = None if isinstance(node, ast.Import) else "." * node.level + (node.module or "")
        for name in node.names:
            path = name.name
            if module is not None:
                try:
                    path = f"{importlib.util.resolve_name(module, PACKAGE)}.{name.name}"
                except ImportError:
                    path = None
            yield [node.lineno, text, path, module, name.name, name.asname]


def read(path):
    """The text and its tree; None for what CPython refuses, and for other encodings."""
    try:
        with path.open("rb") as file:
            encoding, _ = tokenize.detect_encoding(file.readline)
        if encoding not in ("utf-8", "utf-8-sig"):
            return None
        data = path.read_bytes()
        tree = ast.parse(data)
        compile(tree, path, "exec", dont_inherit=True)
        return data.decode("utf-8-sig"), tree
    except (SyntaxError, ValueError, RecursionError):
        return None


def is_chosen(path, folder):
    size = path.stat().st_size
    name = path.relative_to(folder).as_posix()
    return 0 < size < LONG or (size > 0 and zlib.crc32(name.encode()) % ONE_IN == 0)


PACKAGE = sys.argv[1]
EVERY = int(sys.argv[2])
seen = 0
library = pathlib.Path(sysconfig.get_path("stdlib"))
for folder in [library, pathlib.Path(sysconfig.get_path("purelib"))]:
    for path in sorted(folder.rglob("*.py")):
        if folder == library and "site-packages" in path.parts or not is_chosen(path, folder):
            continue
        seen += 1
        if seen % EVERY != 0:
            continue
        found = read(path)
        if found is not None:
            source, tree = found
            calls = sum(isinstance(node, ast.Call) for node in ast.walk(tree))
            symbols = symtable.symtable(source, str(path), "exec").get_symbols()
            names = [each.get_name() for each in symbols if each.is_assigned() or each.is_imported()]
            print(json.dumps([str(path), list(imports_of(source, tree)), calls, names]))
