/** How layers look for what a create or an update refers to, before they store it. */
import type { OperationName } from '../style/layers.js';
import type { Scope, Writer } from './layer-scope.js';
import { parameterOf } from './layers.js';
import { join, type Part, py } from './print/code.js';
import { type RecordReference, raiseMissingReference, referencesOf, targetClass } from './references.js';

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
    const isMissing = asked(writer, scope, reference, value).isNot;
    return py`
      if ${mayBeNone ? py`${value} is not None and ${isMissing}` : isMissing}:
          ${raiseMissingReference(context, reference, value)}
    `;
  });
}

/** Whether there is such a record. */
export function isThere(
  writer: Writer,
  scope: Scope,
  reference: Pick<RecordReference, 'to' | 'exists'>,
  key: Part,
): Part {
  return asked(writer, scope, reference, key).is;
}

/** The session is asked at the lowest level, the level below at the others. */
function asked(
  { context, chain }: Writer,
  { level, session, named }: Scope,
  { to, exists }: Pick<RecordReference, 'to' | 'exists'>,
  key: Part,
): { readonly is: Part; readonly isNot: Part } {
  const { dialect: d, conventions } = context;
  const below = chain.layers[level - 1];
  if (below !== undefined) {
    const given = [parameterOf(below.operations.get, 'session') !== undefined && session, key];
    const call = py`${d.await}${named(exists)}(${join(', ', given)})`;
    return { is: call, isNot: py`not ${call}` };
  }
  const target = targetClass(context, to);
  const found =
    conventions.queries.get === 'query'
      ? py`${session}.query(${target}).filter(${target}.${to.key.name} == ${key}).first()`
      : py`${d.await}${session}.get(${target}, ${key})`;
  return { is: py`${found} is not None`, isNot: py`${found} is None` };
}
