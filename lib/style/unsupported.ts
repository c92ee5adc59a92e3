import { join } from 'node:path';
import { importsFrom, type Taken } from '../framework/base-and-session.js';
import { type HostFiles, textOf } from '../project/files.js';
import type { Module } from '../project/module.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import type { Host } from '../wiring/host.js';
import type { Parts } from './blueprint-modules.js';

/** A style that is not written yet; `id` never changes. */
export type StyleRefusal = { readonly id: string; readonly reason: string };

/** Object mappers and databases for which nothing is written, by the packages that are imported for them. */
const MAPPERS: readonly (readonly [id: string, what: string, packages: readonly string[]])[] = [
  ['orm-sqlmodel', 'SQLModel', ['sqlmodel']],
  ['orm-tortoise', 'Tortoise', ['tortoise']],
  ['orm-mongo', 'MongoDB', ['beanie', 'motor', 'mongoengine', 'odmantic', 'pymongo', 'bson']],
  ['orm-other', 'another mapper than SQLAlchemy', ['peewee', 'pony', 'piccolo', 'ormar', 'gino', 'prisma', 'edgedb']],
];

const ASYNC = /^sqlalchemy\.ext\.asyncio\.(?:AsyncSession|async_sessionmaker|async_scoped_session)$/;

export function styleRefusal(id: string, where: string, uses: string): StyleRefusal {
  return {
    id,
    reason: `[${id}] ${where} uses ${uses}. This version writes packages in the written standard's style only.`,
  };
}

/** What the blueprint does that this version does not write. */
export function dialectOf(
  files: HostFiles,
  host: Host,
  parts: Parts,
  base: Taken | undefined,
  session: Taken | undefined,
): StyleRefusal | undefined {
  const defining = [session?.definition?.module, base?.definition?.module].flatMap((module) => module ?? []);
  const judged = [...parts.all, ...defining];
  const imperative = parts.all.find(({ source }) => /\bmap_imperatively\b/.test(source));
  if (imperative !== undefined) return styleRefusal('orm-imperative', parts.at(imperative, 1), 'imperative mapping');
  for (const [id, what, packages] of MAPPERS) {
    for (const module of parts.all) {
      const path = importsFrom(module, ...packages);
      if (path !== undefined) return styleRefusal(id, parts.at(module, lineOf(module, path)), what);
    }
  }
  for (const module of judged) {
    const used = module.imports.bindings.find(({ path }) => ASYNC.test(path));
    if (used !== undefined) {
      return styleRefusal('session-async', parts.at(module, used.statement.line), 'an async session');
    }
  }
  if (session?.definition !== undefined && isAsync(session.definition.node)) {
    const { module, node } = session.definition;
    return styleRefusal('session-async', parts.at(module, node.line), 'an async session');
  }
  return mappingProblem(parts) ?? pydanticProblem(files, host, parts) ?? oldSqlAlchemy(files, host);
}

function lineOf(module: Module, path: string): number {
  const all = [...module.imports.bindings, ...module.imports.stars];
  return all.find((each) => each.path === path)?.statement.line ?? 1;
}

function isAsync(node: PythonNode): boolean {
  return node.type === 'function_definition' && node.children[0]?.type === 'async';
}

function mappingProblem(parts: Parts): StyleRefusal | undefined {
  for (const module of parts.of('models')) {
    const dataclass = module.imports.bindings.find(({ path }) => /^sqlalchemy\..*MappedAsDataclass$/.test(path));
    if (dataclass !== undefined) {
      return styleRefusal('orm-dataclass', parts.at(module, dataclass.statement.line), 'models that are dataclasses');
    }
  }
  return undefined;
}

/** `class Config: orm_mode = True` is Pydantic 1, unless the host asks for version 2 and merely kept it. */
function pydanticProblem(files: HostFiles, host: Host, parts: Parts): StyleRefusal | undefined {
  const version = pinned(files, host, 'pydantic');
  for (const module of parts.all) {
    const old = importsFrom(module, 'pydantic.v1');
    if (old !== undefined) return styleRefusal('pydantic-1', parts.at(module, lineOf(module, old)), 'Pydantic 1');
  }
  if (version?.major === 1) return styleRefusal('pydantic-1', version.file, 'Pydantic 1');
  if (version !== undefined) return undefined;
  for (const module of parts.all) {
    for (const node of walk(module.tree.root)) {
      if (node.type !== 'assignment' || childOf(node, 'left')?.text !== 'orm_mode') continue;
      return styleRefusal('pydantic-1', parts.at(module, node.line), 'Pydantic 1');
    }
  }
  return undefined;
}

function oldSqlAlchemy(files: HostFiles, host: Host): StyleRefusal | undefined {
  const version = pinned(files, host, 'sqlalchemy');
  return version?.major === 1 ? styleRefusal('sqlalchemy-1', version.file, 'SQLAlchemy 1') : undefined;
}

type Pin = { readonly major: number; readonly file: string };

/** The major version of a dependency that the project's files ask for; nothing where they leave it open. */
function pinned(files: HostFiles, host: Host, name: string): Pin | undefined {
  const names = [...files.list(host.project).filter((each) => /^requirements.*\.txt$/.test(each)), 'pyproject.toml'];
  for (const file of names) {
    const text = textOf(files, join(host.project, file));
    const found = new RegExp(
      `^[ \\t"']*${name}(?:\\[[^\\]]*\\])?["']?[ \\t]*(?:=[ \\t]*["'{].*?)?(==|>=|~=|\\^|<)?[ \\t]*(\\d+)`,
      'im',
    ).exec(text ?? '');
    if (found === null) continue;
    const major = Number(found[2]);
    if (found[1] === '>=' && major < 2) continue;
    return { major: found[1] === '<' ? major - 1 : major, file };
  }
  return undefined;
}
