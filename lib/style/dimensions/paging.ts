/** How a client asks for a part of a list: by `skip` and `limit`, by `page` and `size`, or through a dependency of the host. */
import { type HostName, hostName } from '../../framework/host-name.js';
import type { Definition, Module } from '../../project/module.js';
import { calls } from '../../python/find.js';
import { childOf, type PythonNode, walk } from '../../python/syntax.js';
import type { Dimension } from '../dimension.js';
import { handlerShapes, isLimitName, isSkipName, pageNames, type ShapeParameter } from '../handler-shapes.js';
import type { HostReading } from '../host-reading.js';
import { operationChains } from '../operation-chains.js';

export type Paging =
  | {
      readonly kind: 'query';
      readonly skip: string;
      readonly limit: string;
      /** Whether `skip` counts pages from 1 on. */
      readonly isPaged: boolean;
      /** What works out of both how many records come before a page, where the blueprint has it do that. */
      readonly offsetBy?: HostName;
      /** How many are given where nothing is asked, and how many at most. */
      readonly size: number;
      readonly most: number;
      /** `Query(default=0)` and not `Query(0)`. */
      readonly isDefaultNamed: boolean;
      /** Where `Query(…)` is; nothing where the blueprint has none. */
      readonly form: 'default' | 'annotated' | undefined;
    }
  | {
      readonly kind: 'dependency';
      readonly name: string;
      /** The alias, or the class that the parameter is annotated with. */
      readonly type: HostName;
      readonly form: 'default' | 'annotated' | 'alias';
      /** What `Depends` names; nothing for the class itself. */
      readonly on: HostName | undefined;
      /** The attributes with the offset, or with the number of a page where `isPaged` says so, and with the number of records. */
      readonly skip: string;
      readonly isPaged: boolean;
      readonly limit: string;
      /** What a client sends for it. */
      readonly sent: {
        readonly skip: string;
        readonly limit: string;
        readonly isPaged: boolean;
        readonly most: number;
      };
    };

export const paging: Dimension<Paging> = {
  id: 'paging',
  default: {
    kind: 'query',
    skip: 'skip',
    limit: 'limit',
    isPaged: false,
    size: 100,
    most: 100,
    isDefaultNamed: false,
    form: undefined,
  },
  learn(host) {
    const shape = handlerShapes(host).get('list');
    if (shape === undefined) return undefined;
    const { module } = shape.handler;
    const brought = shape.parameters.find(({ kind }) => kind === 'paging');
    const dependency = brought && dependencyOf(host, shape.handler.module, brought);
    if (brought !== undefined && dependency !== undefined) {
      return { value: dependency, at: host.at(module, brought.node.line) };
    }
    const skip = shape.parameters.find(({ kind }) => kind === 'skip');
    const limit = shape.parameters.find(({ kind }) => kind === 'limit');
    if (skip === undefined || limit === undefined) return undefined;
    const offsetBy = offsetOf(host, module, skip, limit);
    const value = { ...queryOf(skip, limit), ...(offsetBy === undefined ? {} : { offsetBy }) };
    return { value, at: host.at(module, skip.node.line) };
  },
};

function queryOf(skip: ShapeParameter, limit: ShapeParameter): Paging {
  const { size, most } = boundsOf(limit.given?.call.keywords ?? new Map(), defaultOf(limit));
  const isDefaultNamed = limit.given?.call.keywords.has('default') === true;
  const form = skip.written === 'default' || skip.written === 'annotated' ? skip.written : undefined;
  return {
    kind: 'query',
    skip: skip.name,
    limit: limit.name,
    isPaged: /^p/i.test(skip.name),
    size,
    most,
    isDefaultNamed,
    form,
  };
}

/** `compute_offset` of `get_multi(offset=compute_offset(page, size))`: of the host or of a library. */
function offsetOf(
  host: HostReading,
  module: Module,
  skip: ShapeParameter,
  limit: ShapeParameter,
): HostName | undefined {
  const calling = operationChains(host).get('list')?.links[0]?.call;
  const given = calling === undefined ? [] : [...calling.positional, ...calling.keywords.values()];
  for (const node of given.filter(({ type }) => type === 'call')) {
    const [call] = calls(node);
    const isOfBoth = call?.positional.map(({ text }) => text).join() === `${skip.name},${limit.name}`;
    const named = call && isOfBoth ? hostName(module, call.callee) : undefined;
    if (named !== undefined && host.blueprint?.has(named.dotted) !== true) return named;
  }
  return undefined;
}

function defaultOf({ value, given }: ShapeParameter): PythonNode | undefined {
  return value ?? given?.call.keywords.get('default') ?? given?.call.positional[0];
}

const MOST = 100;

/** A list is bounded even where the blueprint's is not. */
function boundsOf(
  keywords: ReadonlyMap<string, PythonNode>,
  value: PythonNode | undefined,
): { readonly size: number; readonly most: number } {
  const size = numberIn(value);
  const told = numberIn(keywords.get('le')) ?? (numberIn(keywords.get('lt')) ?? 1) - 1;
  const most = told > 0 ? told : Math.max(MOST, size ?? 0);
  return { size: Math.min(size ?? MOST, most), most };
}

function numberIn(node: PythonNode | undefined): number | undefined {
  const text = node?.text.replaceAll('_', '') ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function dependencyOf(
  { modules }: HostReading,
  module: Module,
  { name, alias, type, written, given }: ShapeParameter,
): Paging | undefined {
  const definition = given?.target === undefined ? undefined : modules.define(given.target);
  const named = type && [...walk(type)].find(isName);
  const typeName = named && hostName(module, named);
  if (definition === undefined || typeName === undefined || given === undefined || written === 'bare') return undefined;
  const made = classOf(definition, modules);
  const sent = pageNames(definition);
  const sentSkip = sent.find(isSkipName);
  const sentLimit = sent.find(isLimitName);
  const most = limitIn(definition, sentLimit);
  const has = made === undefined ? [] : membersIn(made);
  const offset = has.find((each) => /^(?:skip|offset|start)$/i.test(each));
  const skip = offset ?? (isCounted(definition, sentSkip) ? has.find((each) => each === sentSkip) : undefined);
  const limit = has.find((each) => each === 'limit') ?? has.find(isLimitName);
  // A list without an end is none that a new package has.
  if (!sentSkip || !sentLimit || !skip || !limit || most === undefined) return undefined;
  const on = given.call.positional[0] ?? given.call.keywords.get('dependency');
  return {
    kind: 'dependency',
    name,
    type: typeName,
    form: alias === undefined ? (written === 'default' ? 'default' : 'annotated') : 'alias',
    on: alias === undefined && on !== undefined ? hostName(given.module, on) : undefined,
    skip,
    isPaged: offset === undefined,
    limit,
    sent: { skip: sentSkip, limit: sentLimit, isPaged: /^p/i.test(sentSkip), most },
  };
}

const isName = ({ type, text }: PythonNode): boolean =>
  (type === 'identifier' || type === 'attribute') && !/Annotated$/.test(text);

/** The class of what a dependency gives: itself, or what the function says it returns. */
function classOf(definition: Definition, modules: HostReading['modules']): PythonNode | undefined {
  if (definition.node.type === 'class_definition') return definition.node;
  const returned = childOf(definition.node, 'return_type');
  const found = returned && modules.define(`${definition.module.module}.${returned.text}`);
  const imported = returned?.named[0] && definition.module.imports.resolve(returned.named[0])?.target;
  const other = imported === undefined ? undefined : modules.define(imported);
  return [found, other].find((each) => each?.node.type === 'class_definition')?.node;
}

/** The attributes and properties of a class's objects. */
function membersIn(node: PythonNode): readonly string[] {
  const fields = [...walk(node)].flatMap((each) => {
    if (each.type !== 'assignment') return [];
    const left = childOf(each, 'left')?.text ?? '';
    return /^self\.\w+$/.test(left) ? [left.slice(5)] : /^\w+$/.test(left) && childOf(each, 'type') ? [left] : [];
  });
  const properties = (childOf(node, 'body')?.named ?? []).flatMap((each) => {
    const method = each.type === 'decorated_definition' ? childOf(each, 'definition') : undefined;
    return method !== undefined && /@(?:property|cached_property|computed_field)\b/.test(each.text)
      ? [childOf(method, 'name')?.text ?? '']
      : [];
  });
  return [...fields, ...properties];
}

/** How many records a dependency gives at most; nothing where it has no end. */
function limitIn(definition: Definition, name: string | undefined): number | undefined {
  for (const text of takenAs(definition, name)) {
    const told = /\ble\s*=\s*([\d_]+)/.exec(text)?.[1] ?? /\blt\s*=\s*([\d_]+)/.exec(text)?.[1];
    if (told !== undefined) return Number(told.replaceAll('_', ''));
  }
  return undefined;
}

/** Whether a dependency takes the number of a page, and none below 1: what comes before is counted from it. */
function isCounted(definition: Definition, name: string | undefined): boolean {
  return /^p/i.test(name ?? '') && takenAs(definition, name).some((text) => /\bge\s*=\s*1\b|\bgt\s*=\s*0\b/.test(text));
}

/** The parameters and fields of a name, as they are written. */
function takenAs({ node }: Definition, name: string | undefined): readonly string[] {
  return [...walk(node)].flatMap((each) => {
    const isParameter =
      /parameter$/.test(each.type) && (childOf(each, 'name')?.text ?? /^\w+/.exec(each.text)?.[0]) === name;
    const isField = each.type === 'assignment' && childOf(each, 'left')?.text === name;
    return isParameter || isField ? [each.text] : [];
  });
}
