/** What the blueprint's schemas inherit from in the end: Pydantic's own class, or one of the host's. */
import { type Source, sourceOf, targetOf } from '../../framework/base-and-session.js';
import {
  ancestry,
  annotatedFields,
  configOf,
  fieldCall,
  isSchema,
  type SchemaClass,
  superclasses,
} from '../../framework/schema-classes.js';
import type { Definition, Module } from '../../project/module.js';
import { type PythonNode, walk } from '../../python/syntax.js';
import type { Refusal } from '../../refusal.js';
import { blueprintSchemas, columnNames } from '../blueprint-schemas.js';
import type { Dimension } from '../dimension.js';
import type { HostReading } from '../host-reading.js';
import { inheritance } from '../inherited.js';

export type SchemaBase = {
  /** What bodies and what they have in common inherit from; nothing where it is Pydantic's own class. */
  readonly body: Source | undefined;
  /** What an answer inherits from that has no base. */
  readonly answer: Source | undefined;
  /** The names of the two that read the attributes of records. */
  readonly readers: readonly string[];
};

const PYDANTIC: SchemaBase = { body: undefined, answer: undefined, readers: [] };

export const schemaBase: Dimension<SchemaBase> = {
  id: 'schema-base',
  default: PYDANTIC,
  learn(host) {
    const { base, create, read, between } = blueprintSchemas(host);
    const [body, answer] = [base ?? create ?? read, between ?? read].map((each) => each && ownBase(host, each));
    const found = body ?? answer;
    if (found === undefined) return undefined;
    const problem = [body, answer].map((each) => each && problemOf(host, each)).find(Boolean);
    if (problem !== undefined) return problem;
    const readers = [body, answer].filter((each) => each !== undefined && readsRecords(host, each));
    return {
      value: {
        body: body?.source,
        answer: answer?.source,
        readers: [...new Set(readers.flatMap((each) => each?.source.name ?? []))],
      },
      at: host.at(found.by.module, found.by.node.line),
    };
  },
  pin: {
    expects: 'a module and a class of it, as in "app.schemas:CustomModel"',
    read(given) {
      const [, module, name] = /^([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*):([A-Za-z_]\w*)$/.exec(String(given)) ?? [];
      if (module === undefined || name === undefined) return undefined;
      return module === 'pydantic' ? PYDANTIC : { body: { module, name }, answer: { module, name }, readers: [] };
    },
  },
};

type OwnBase = { readonly source: Source; readonly definition: Definition | undefined; readonly by: SchemaClass };

/** The first class that a schema of the blueprint inherits from and that is not about its model. */
function ownBase(host: HostReading, by: SchemaClass): OwnBase | undefined {
  const { all } = blueprintSchemas(host);
  for (const base of superclasses(by.node)) {
    const target = targetOf(by.module, base);
    if (target === undefined || /^(?:pydantic|fastapi_users)\./.test(target)) continue;
    const definition = host.modules.define(target);
    if (target.startsWith('sqlmodel.')) return { source: sourceOf(target), definition: undefined, by };
    if (definition === undefined || !isSchema(definition, host.modules)) continue;
    const own = all.find(({ node }) => node === definition.node);
    if (own !== undefined) return ownBase(host, own);
    if (!asksForMore(host, definition)) return { source: sourceOf(target), definition, by };
    return ownBase(host, { name: definition.name ?? '', module: definition.module, node: definition.node });
  }
  return undefined;
}

/** What records of every model have. */
const OF_EVERY_RECORD = /^(?:id|pk|uu?id|(?:created|updated|modified|deleted)\w*)$/;

/** Whether a class has a field without a default that not every record has: `result: bool` of answers, `first_name: str`. */
function asksForMore(host: HostReading, definition: Definition): boolean {
  const columns = columnNames(host);
  if (columns.size === 0) return false;
  const fields = ancestry(definition, host.modules).flatMap(({ module, node }) =>
    annotatedFields(node).map((each) => ({ ...each, module })),
  );
  const supplied = new Set(inheritance(host).followed.flatMap(({ members }) => members.map(({ name }) => name)));
  const isThere = (name: string): boolean => columns.has(name) && (supplied.has(name) || OF_EVERY_RECORD.test(name));
  return fields.some(({ name, value, module }) => !isThere(name) && !hasDefault(module, value));
}

function hasDefault(module: Module, value: PythonNode | undefined): boolean {
  const call = value && fieldCall(module, value);
  if (call === undefined) return value !== undefined && value.text !== '...';
  const given = call.positional[0] ?? call.keywords.get('default') ?? call.keywords.get('default_factory');
  return given !== undefined && given.text !== '...';
}

const classesOf = (host: HostReading, { definition }: OwnBase): readonly Definition[] =>
  definition === undefined ? [] : ancestry(definition, host.modules);

/** What SQLModel gives reads them by itself. */
function readsRecords(host: HostReading, own: OwnBase): boolean {
  if (own.definition === undefined) return configOf(own.by.node) === undefined;
  return classesOf(host, own).some(({ node }) => configOf(node) !== undefined);
}

/** What would make a package's answers and bodies other than its tests say. */
function problemOf(host: HostReading, own: OwnBase): Refusal | undefined {
  for (const { module, node } of classesOf(host, own)) {
    const generator = [...walk(node)].find(({ type, text }) => type === 'identifier' && text === 'alias_generator');
    if (generator === undefined) continue;
    return {
      id: 'schema-base-aliases',
      status: 3,
      at: host.place(module, generator.line),
      reason: `${own.source.name} gives every field another name in JSON, which this version does not write.`,
      hint: 'Pin another class in pyproject.toml: schema-base = "pydantic:BaseModel" below [tool.backend-package].',
    };
  }
  return undefined;
}
