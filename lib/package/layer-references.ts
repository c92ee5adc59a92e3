/** How layers look for what a create or an update refers to, before they store it. */
import type { RefTarget } from '../request/fields.js';
import type { OperationName } from '../style/layers.js';
import type { Scope, Writer } from './layer-scope.js';
import { parameterOf } from './layers.js';
import { join, type Part, py } from './print/code.js';
import { sqlalchemy } from './print/symbols.js';
import {
  type RecordReference,
  raiseMissingReference,
  recordAbove,
  referencesOf,
  requiredOwner,
  targetClass,
  targetConditions,
} from './references.js';
import { scopeNames } from './scopes.js';

/** What is raised at this level where the record above in the path is not there. */
export function checkedAbove(writer: Writer, scope: Scope): readonly Part[] {
  const { context, spec, chain } = writer;
  const above = recordAbove(context, spec);
  if (above === undefined || scope.level !== chain.missing) return [];
  const named = { ...scope, record: undefined, sent: undefined };
  const key = scope.scopes[scopeNames(spec).indexOf(above.field.name)];
  return [
    py`
      if ${asked(writer, scope, above, { key, owner: ownerHere(writer, named, above.to) }).isNot}:
          ${raiseMissingReference(context, above, key)}
    `,
  ];
}

/** What is raised at this level where something that is sent is not there: at the level that answers for missing records. */
export function checkedReferences(
  writer: Writer,
  scope: Scope,
  operation: Extract<OperationName, 'create' | 'update'>,
): readonly Part[] {
  const { chain } = writer;
  return scope.level === chain.missing ? missingChecks(writer, scope, operation) : [];
}

/** The same whatever the level is; `behind` is what it comes from. */
export function missingChecks(
  writer: Writer,
  scope: Scope,
  operation: Extract<OperationName, 'create' | 'update'>,
  behind: Part = undefined,
): readonly Part[] {
  const { context, spec } = writer;
  const { sent } = scope;
  if (sent === undefined) return [];
  return referencesOf(context, spec).map((reference) => {
    const { field, isMany, isEach, parameter } = reference;
    const { name, optional } = field;
    const isAttribute = sent.form === 'schema' || sent.form === 'record';
    const value = isAttribute ? py`${sent.code}.${name}` : py`${sent.code}.get("${name}")`;
    const mayBeNone = optional || operation === 'update' || !isAttribute;
    const isGiven = isMany ? value : mayBeNone && py`${value} is not None`;
    const isMissing = asked(writer, scope, reference, {
      key: isEach ? parameter : value,
      owner: ownerHere(writer, scope, reference.to),
    }).isNot;
    if (isEach) {
      return py`
        for ${parameter} in ${operation === 'update' || !isAttribute ? py`${value} or ()` : value}:
            if ${isMissing}:
                ${raiseMissingReference(context, reference, parameter)}${behind}
      `;
    }
    return py`
      if ${isGiven ? py`${isGiven} and ${isMissing}` : isMissing}:
          ${raiseMissingReference(context, reference, value)}${behind}
    `;
  });
}

/** Whose record it has to be: the owner of what is made or changed, which a request names or the record has. */
function ownerHere({ spec }: Writer, { scopes, record, sent }: Scope, to: RefTarget): Part {
  const owner = requiredOwner(spec, to);
  if (owner === undefined) return undefined;
  const having = sent?.form === 'record' ? sent.code : record;
  return having === undefined ? scopes[scopeNames(spec).indexOf(owner.name)] : py`${having}.${owner.name}`;
}

/** Whether there is such a record. */
export function isThere(writer: Writer, scope: Scope, reference: RecordReference): Part {
  const owner = requiredOwner(writer.spec, reference.to)?.name;
  return asked(writer, scope, reference, { key: reference.parameter, owner }).is;
}

/** What a record has to be: its key, and its owner where it has one. */
type Wanted = { readonly key: Part; readonly owner: Part };

/** The session is asked at the lowest level, the level below at the others. */
function asked(
  { context, chain }: Writer,
  { level, session, named }: Scope,
  reference: RecordReference,
  { key, owner }: Wanted,
): { readonly is: Part; readonly isNot: Part } {
  const { dialect: d, conventions } = context;
  const { to, exists, isMany } = reference;
  const below = chain.layers[level - 1];
  if (below !== undefined) {
    const given = [parameterOf(below.operations.get, 'session') !== undefined && session, key, owner];
    const call = py`${d.await}${named(exists)}(${join(', ', given)})`;
    return { is: call, isNot: py`not ${call}` };
  }
  const target = targetClass(context, to);
  const conditions = targetConditions(context, target, reference, key, owner);
  const isPlain = owner === undefined && to.deletion === undefined;
  const { get, list } = conventions.queries;
  if (isMany) {
    const counted = py`${context.dialect.select}(${sqlalchemy.func}.count(${target}.${to.key.name})).where(${conditions})`;
    const number =
      list === 'query'
        ? py`${session}.query(${target}).filter(${conditions}).count()`
        : py`${d.await}${session}.scalar(${counted})`;
    return { is: py`${number} == len(${key})`, isNot: py`${number} != len(${key})` };
  }
  const isQuery = isPlain ? get === 'query' : list === 'query';
  const found = isQuery
    ? py`${session}.query(${target}).filter(${conditions}).first()`
    : isPlain
      ? py`${d.await}${session}.get(${target}, ${key})`
      : py`${d.await}${session}.scalar(${context.dialect.select}(${target}.${to.key.name}).where(${conditions}))`;
  return { is: py`${found} is not None`, isNot: py`${found} is None` };
}
