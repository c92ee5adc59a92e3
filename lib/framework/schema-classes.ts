/** The classes that FastAPI reads bodies with and answers with: models of Pydantic, and of SQLModel without a table. */
import type { Definition, Module } from '../project/module.js';
import { ownNames } from '../project/module.js';
import type { Project } from '../project/project.js';
import { type Call, calls, parametersOf, withoutParameters } from '../python/find.js';
import { longestExpressions } from '../python/imports.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import { targetOf } from './base-and-session.js';
import { parametersOfHandler } from './handler-parameters.js';
import type { Handler } from './handlers.js';
import { isTable } from './tables.js';

export type SchemaClass = { readonly name: string; readonly module: Module; readonly node: PythonNode };

const LIBRARY =
  /^(?:pydantic(?:\.\w+)*\.(?:BaseModel|GenericModel)|sqlmodel(?:\.\w+)*\.SQLModel|fastapi_users\.schemas\.\w+)$/;
const DEEPEST = 6;

/** The classes that a class inherits from, generic ones without their parameters. */
export function superclasses(node: PythonNode): readonly PythonNode[] {
  const bases = childOf(node, 'superclasses')?.named ?? [];
  return bases.filter(({ type }) => type !== 'keyword_argument' && type !== 'comment').map(withoutParameters);
}

/** Whether an expression of a module is the class that a library gives schemas. */
function isLibrarySchema(module: Module, node: PythonNode): boolean {
  return LIBRARY.test(targetOf(module, node) ?? '');
}

export function isSchema(definition: Definition, modules: Project, depth = 0): boolean {
  const { module, node } = definition;
  if (node.type !== 'class_definition' || depth > DEEPEST || isTable(definition)) return false;
  return superclasses(node).some((base) => {
    if (isLibrarySchema(module, base)) return true;
    const found = defined(module, base, modules);
    return found !== undefined && isSchema(found, modules, depth + 1);
  });
}

function defined(module: Module, node: PythonNode, modules: Project): Definition | undefined {
  const target = targetOf(module, node);
  const found = target === undefined ? undefined : modules.define(target);
  return found?.rest.length === 0 ? found : undefined;
}

const asClass = ({ module, name = '', node }: Definition): SchemaClass => ({ name, module, node });

/** The schemas of the host that a class inherits from itself. */
export function parentsOf({ module, node }: SchemaClass, modules: Project): readonly SchemaClass[] {
  return superclasses(node).flatMap((base) => {
    const found = defined(module, base, modules);
    return found !== undefined && isSchema(found, modules) ? [asClass(found)] : [];
  });
}

/** The schemas that a module defines. */
export function schemasIn(module: Module, modules: Project): readonly SchemaClass[] {
  return [...ownNames(module)].flatMap(([name, node]) => {
    const definition = { module, name, node, rest: [], via: [] };
    return isSchema(definition, modules) ? [asClass(definition)] : [];
  });
}

/** The schemas in an annotation, in the order of the text; an alias gives its value. */
export function schemasOf(module: Module, annotation: PythonNode, modules: Project, depth = 0): readonly SchemaClass[] {
  if (depth > DEEPEST) return [];
  return longestExpressions(annotation).flatMap((node) => {
    const found = defined(module, node, modules);
    if (found === undefined) return [];
    if (isSchema(found, modules)) return [asClass(found)];
    const value = found.node.type === 'assignment' ? childOf(found.node, 'right') : undefined;
    return value?.type === 'subscript' ? schemasOf(found.module, value, modules, depth + 1) : [];
  });
}

/** The schema of a request's body: that of the first parameter which no dependency brings by itself. */
export function bodyOf({ module, node }: Handler, modules: Project): SchemaClass | undefined {
  for (const parameter of parametersOf(node)) {
    const annotation = childOf(parameter, 'type');
    if (annotation === undefined || /\bDepends\(|\bQuery\(/.test(childOf(parameter, 'value')?.text ?? '')) continue;
    const [found] = schemasOf(module, annotation, modules);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a dependency reads the body of a request and nothing else of it, as what checks the password of a login does. */
export function readsBody({ module, node }: Definition, modules: Project): boolean {
  const parameters = parametersOfHandler(module, node, modules);
  if (parameters.some(({ given }) => /^(?:Header|Cookie|Security)$/.test(given?.kind ?? ''))) return false;
  return parameters.some(({ given, type }) => {
    if (given === undefined) return type !== undefined && schemasOf(module, type, modules).length > 0;
    return /^(?:Body|Form|File)$/.test(given.kind) || /^fastapi\.security\b.*Form/.test(given.target ?? '');
  });
}

/** The schemas that a handler is said to answer with, an envelope before what is in it. */
export function answersOf({ module, node, keywords }: Handler, modules: Project): readonly SchemaClass[] {
  const model = keywords.get('response_model');
  const told = model === undefined || model.text === 'None' ? childOf(node, 'return_type') : model;
  return told === undefined ? [] : schemasOf(module, told, modules);
}

/** A field as a class body declares it. */
export type Annotated = {
  readonly name: string;
  readonly annotation: PythonNode;
  readonly value: PythonNode | undefined;
};

export function annotatedFields(node: PythonNode): readonly Annotated[] {
  return bodyStatements(node).flatMap((statement) => {
    const [name, annotation] = [childOf(statement, 'left')?.text, childOf(statement, 'type')];
    if (statement.type !== 'assignment' || name === undefined || annotation === undefined) return [];
    return /^(?:typing\.)?ClassVar\b/.test(annotation.text) || name === 'model_config'
      ? []
      : [{ name, annotation, value: childOf(statement, 'right') }];
  });
}

/** What a class body consists of, an expression that is a statement as itself. */
function bodyStatements(node: PythonNode): readonly PythonNode[] {
  const statements = childOf(node, 'body')?.named ?? [];
  return statements.flatMap((statement) =>
    statement.type === 'expression_statement' ? (statement.named[0] ?? []) : [statement],
  );
}

/** The call of Pydantic's `Field` that a value is, or SQLModel's. */
export function fieldCall(module: Module, value: PythonNode): Call | undefined {
  if (value.type !== 'call') return undefined;
  const [call] = calls(value);
  const target = call && targetOf(module, call.callee);
  return target !== undefined && /^(?:pydantic|sqlmodel)(?:\.\w+)*\.Field$/.test(target) ? call : undefined;
}

export type ClassConfig = {
  readonly node: PythonNode;
  readonly form: 'ConfigDict' | 'dict' | 'class';
  /** Whether fields come below it. */
  readonly isFirst: boolean;
};

/** The settings of a schema that say how it reads records: `from_attributes`, or `orm_mode` in Pydantic 1. */
export function configOf(definition: PythonNode): ClassConfig | undefined {
  const statements = bodyStatements(definition);
  const node = statements.find(
    (each) =>
      (childOf(each, 'left')?.text === 'model_config' ||
        (each.type === 'class_definition' && childOf(each, 'name')?.text === 'Config')) &&
      /\b(?:from_attributes|orm_mode)\b["']?\s*[=:]\s*True\b/.test(each.text),
  );
  if (node === undefined) return undefined;
  const [first] = annotatedFields(definition);
  const value = childOf(node, 'right');
  const form = node.type === 'class_definition' ? 'class' : value?.type === 'dictionary' ? 'dict' : 'ConfigDict';
  return { node, form, isFirst: first !== undefined && node.start < first.annotation.start };
}

/** Whether a class itself says that it refuses what it has no field for. */
export function forbidsExtra(definition: PythonNode): boolean {
  return bodyStatements(definition).some((each) => {
    const isConfig =
      childOf(each, 'left')?.text === 'model_config' ||
      (each.type === 'class_definition' && childOf(each, 'name')?.text === 'Config');
    return isConfig && /\bextra\b["']?\s*[=:]\s*(?:["']forbid["']|(?:\w+\.)?Extra\.forbid\b)/.test(each.text);
  });
}

/** The classes that a class inherits from at any depth, as far as the host defines them; itself first. */
export function ancestry(definition: Definition, modules: Project, depth = 0): readonly Definition[] {
  if (definition.node.type !== 'class_definition' || depth > DEEPEST) return [];
  const above = superclasses(definition.node).flatMap((base) => {
    const found = defined(definition.module, base, modules);
    return found === undefined ? [] : ancestry(found, modules, depth + 1);
  });
  return [definition, ...above];
}

/** Whether an expression names a schema of the host, or a page of the library for them. */
export function isSchemaName(module: Module, node: PythonNode, modules: Project): boolean {
  if (/^fastapi_pagination\b/.test(targetOf(module, node) ?? '')) return true;
  const found = defined(module, node, modules);
  return found !== undefined && isSchema(found, modules);
}

/** Whether a class is what a client sends and nothing that is called: `class IdentityQuery(BaseModel)`. */
export function isOfFields({ node }: Definition): boolean {
  return node.type === 'class_definition' && annotatedFields(node).length > 0 && !/\bdef __call__\b/.test(node.text);
}
