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
  const { context, spec, chain } = writer;
  const { sent } = scope;
  if (scope.level !== chain.missing || sent === undefined) return [];
  return referencesOf(context, spec).map((reference) => {
    const { name, optional } = reference.field;
    const isAttribute = sent.form === 'schema' || sent.form === 'record';
    const value = isAttribute ? py`${sent.code}.${name}` : py`${sent.code}.get("${name}")`;
    const mayBeNone = optional || operation === 'update' || !isAttribute;
    const isMissing = asked(writer, scope, reference, {
      key: value,
      owner: ownerHere(writer, scope, reference.to),
    }).isNot;
    return py`
      if ${mayBeNone ? py`${value} is not None and ${isMissing}` : isMissing}:
          ${raiseMissingReference(context, reference, value)}
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
  return asked(writer, scope, reference, { key: reference.field.name, owner }).is;
}

/** What a record has to be: its key, and its owner where it has one. */
type Wanted = { readonly key: Part; readonly owner: Part };

/** The session is asked at the lowest level, the level below at the others. */
function asked(
  { context, chain }: Writer,
  { level, session, named }: Scope,
  { to, exists }: RecordReference,
  { key, owner }: Wanted,
): { readonly is: Part; readonly isNot: Part } {
  const { dialect: d, conventions } = context;
  const below = chain.layers[level - 1];
  if (below !== undefined) {
    const given = [parameterOf(below.operations.get, 'session') !== undefined && session, key, owner];
    const call = py`${d.await}${named(exists)}(${join(', ', given)})`;
    return { is: call, isNot: py`not ${call}` };
  }
  const target = targetClass(context, to);
  const conditions = targetConditions(target, to, key, owner);
  const { get, list } = conventions.queries;
  const isQuery = owner === undefined ? get === 'query' : list === 'query';
  const found = isQuery
    ? py`${session}.query(${target}).filter(${conditions}).first()`
    : owner === undefined
      ? py`${d.await}${session}.get(${target}, ${key})`
      : py`${d.await}${session}.scalar(${sqlalchemy.select}(${target}.${to.key.name}).where(${conditions}))`;
  return { is: py`${found} is not None`, isNot: py`${found} is None` };
}
