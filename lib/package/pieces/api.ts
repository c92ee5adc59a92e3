/** `api.py`: the router of a package and the handlers of a model. */

import type { ModelSpec } from '../../request/model.js';
import type { OperationName } from '../../style/layers.js';
import { maxIntegerLine } from '../bounds.js';
import { type Called, type CallValues, called, heldSession, holderParameters } from '../called.js';
import { checkDecorators, checkedSession, checkLines, isCoroutine } from '../checked-callers.js';
import { type Context, modelWords, writableFields } from '../context.js';
import { inController, routerClass, withoutKept } from '../controller.js';
import { FILTERS, filterFunctions, filtersParameter, isListFiltered } from '../filters.js';
import { guardAliases } from '../guard-aliases.js';
import { routerGuards, userParameters } from '../guards.js';
import { answering, isNamedResult, messageCode } from '../handler-answers.js';
import { bodyName, handlerName } from '../handler-words.js';
import { chainOf } from '../layers.js';
import { makers } from '../makers.js';
import { schemaOf } from '../modules.js';
import { pageParameters, pageValues } from '../paging.js';
import {
  keyAliasLine,
  keyName,
  keyParameter,
  type Parameter,
  sessionAlias,
  sessionParameter,
  signature,
} from '../parameters.js';
import { type Code, join, type Part, py } from '../print/code.js';
import { isInHandlers, objectOf } from '../reach.js';
import { loader, recordParameter } from '../record-loader.js';
import { decorator, docstring, reachedInOrder, returned, tagOf } from '../routes.js';
import { handlerScopes, hasOwner, scopeValues } from '../scopes.js';

/** The router, with what the handlers share above it. */
export function routerObject(context: Context): Code {
  const { conventions, pkg } = context;
  const guards = routerGuards(context);
  const isElsewhere = conventions.prefix === 'include' || conventions.prefix === 'handlers';
  const given = [
    !isElsewhere && `prefix=${JSON.stringify(`${conventions.prefixBase}/${pkg.slug}`)}`,
    conventions.tags === 'router' && `tags=[${JSON.stringify(tagOf(context))}]`,
    guards.length > 0 && py`dependencies=[${join(', ', guards)}]`,
  ];
  const first = pkg.models.find(({ name }) => name === pkg.first);
  const above = [
    maxIntegerLine(context),
    first && sharedKey(context, first),
    joinedAliases(context),
    py`
      ${conventions.router} = ${routerClass(context)}(${join(', ', given)})
      ${first && ownObject(context, first)}
    `,
    ...(first === undefined ? [] : makers(context, first)),
  ];
  return join('\n\n', above);
}

/** What handlers are given by names of this module: a session, who calls. */
function joinedAliases(context: Context): Part {
  const all = [sessionAlias(context), ...guardAliases(context).map(([, line]) => line)].filter(Boolean);
  return all.length > 0 && join('\n', all);
}

/** `below` is where the model's paths are below the package's prefix: nothing for the first model. */
export function handlers(context: Context, spec: ModelSpec, below: string): Code {
  const order = reachedInOrder(context, spec, below, context.conventions.handlerOrder).filter(
    (operation) => operation !== 'update' || writableFields(spec).length > 0,
  );
  const chain = chainOf(context, spec);
  const shared = [
    spec.name !== context.pkg.first && sharedKey(context, spec),
    ...(spec.name === context.pkg.first ? [] : [ownObject(context, spec), ...makers(context, spec)]),
    loader(context, spec),
    ...(chain === undefined || chain.layers.length > 0 ? [] : filterFunctions(context, spec)),
  ];
  const all = order.map((operation) => handler(context, spec, below, operation));
  return join('\n\n\n', [...shared, ...inController(context, spec, all)]);
}

/** The object that the handlers call, where their module makes it. */
function ownObject(context: Context, spec: ModelSpec): Part {
  const layers = chainOf(context, spec)?.layers ?? [];
  const top = layers.at(-1);
  return top && isInHandlers(context, top) && objectOf(context, spec, top, layers.at(-2));
}

/** The type of the key, where any handler takes one. */
function sharedKey(context: Context, spec: ModelSpec): Part {
  const calls = called(context, spec);
  const isTaken = (['get', 'update', 'delete'] as const).some((operation) => !isLoaded(calls, operation));
  return isTaken && keyAliasLine(context, spec);
}

/** Whether a dependency has loaded the record for a handler. */
function isLoaded({ loader: name, operations }: Called, operation: 'get' | 'update' | 'delete'): boolean {
  return name !== undefined && (operation === 'get' || operations[operation].takes === 'record');
}

function handler(context: Context, spec: ModelSpec, below: string, operation: OperationName): Code {
  const { dialect: d } = context;
  const calls = called(context, spec);
  const { holder } = calls;
  const isHeld = needsHolder(calls, operation);
  const committed = operation === 'list' || operation === 'get' ? undefined : calls.committed;
  const held = isHeld ? heldSession(holder) : undefined;
  const added = committed ?? (held === undefined ? checkedSession(context, operation) : undefined);
  const session = held ?? added;
  const given = [
    ...(isHeld ? holderParameters(context, holder) : []),
    ...(added === undefined ? [] : [sessionParameter(context, added)]),
    ...userParameters(context, operation, { hasSession: session !== undefined, isOwned: hasOwner(spec) }),
    ...(isScopedCall(calls, operation) ? handlerScopes(context, spec, operation) : []),
    ...recordParameters(context, spec, calls, operation),
    ...bodyParameters(context, spec, operation),
    ...(operation === 'list' ? [...filtersParameter(context, spec), ...pageParameters(context)] : []),
  ];
  const taken = signature(context, operation, withoutKept(context, spec, holder, given));
  const parameters = [context.conventions.controllers && 'self', taken].filter(Boolean);
  return py`
    ${decorator(context, spec, below, operation)}
    ${checkDecorators(context, operation)}
    ${isCoroutine(context, operation) ? 'async def' : d.def} ${handlerName(context, spec, operation)}(${join(', ', parameters)})${returned(context, spec, operation)}:
        ${docstring(context, spec, operation)}
        ${checkLines(context, spec, operation, session)}
        ${isHeld && calls.made}
        ${statements(context, spec, calls, operation)}
  `;
}

/** Whether a handler says itself whose records it works on: not where a dependency has loaded one. */
function isScopedCall(calls: Called, operation: OperationName): boolean {
  return operation === 'list' || operation === 'create' || !isLoaded(calls, operation);
}

/** A record that a dependency has loaded is answered as it is. */
function needsHolder({ loader: name }: Called, operation: OperationName): boolean {
  return operation !== 'get' || name === undefined;
}

/** The record that a dependency loads, or the key that the path names. */
function recordParameters(
  context: Context,
  spec: ModelSpec,
  calls: Called,
  operation: OperationName,
): readonly Parameter[] {
  if (operation === 'list' || operation === 'create') return [];
  if (calls.loader === undefined || !isLoaded(calls, operation)) return [keyParameter(context, spec)];
  return [recordParameter(context, spec, modelWords(context, spec).variable, calls.loader)];
}

function bodyParameters(context: Context, spec: ModelSpec, operation: OperationName): readonly Parameter[] {
  if (operation !== 'create' && operation !== 'update') return [];
  const code = py`${bodyName(context, spec, operation)}: ${schemaOf(context, spec, operation)}`;
  return [{ kind: 'body', code, hasDefault: false }];
}

function statements(context: Context, spec: ModelSpec, calls: Called, operation: OperationName): Part {
  const { variable } = modelWords(context, spec);
  const answer = answering(context, spec, operation);
  if (!needsHolder(calls, operation)) return answer(variable);
  const values = valuesFor(context, spec, calls, operation);
  const { deletes, updateAnswers } = context.conventions;
  if (operation === 'update' && updateAnswers.kind !== 'record') {
    const done = (result: Part): Part => !isNamedResult(result) && result;
    const said = updateAnswers.kind === 'message' && messageCode(spec, updateAnswers);
    return [calls.operations.update.statements(values, done), said];
  }
  const { answer: said } = deletes;
  if (operation !== 'delete' || said.kind === 'nothing') return calls.operations[operation].statements(values, answer);
  if (said.kind === 'message') {
    return [calls.operations.delete.statements(values), messageCode(spec, said)];
  }
  const isLoaded = calls.operations.delete.takes === 'record';
  let record: Part = variable;
  const named = (result: Part): Part => {
    if (isNamedResult(result)) record = result;
    return !isNamedResult(result) && py`${variable} = ${result}`;
  };
  const read = !isLoaded && calls.operations.get.statements(values, named);
  return [
    read,
    calls.operations.delete.statements(isLoaded ? values : { ...values, record }),
    answering(context, spec, 'get')(record),
  ];
}

/** What a handler has for what it calls. */
function valuesFor(
  context: Context,
  spec: ModelSpec,
  { holder, operations }: Called,
  operation: OperationName,
): Partial<CallValues> {
  const { variable } = modelWords(context, spec);
  return {
    holder: holder.kind === 'none' ? undefined : holder.name,
    ...(operations[operation].takes === 'record' ? { record: variable } : { key: keyName(context, spec) }),
    ...(operation === 'create' || operation === 'update' ? { body: bodyName(context, spec, operation) } : {}),
    scopes: scopeValues(context, spec, operation),
    ...pageValues(context),
    ...(operation === 'list' && isListFiltered(spec) ? { filters: FILTERS } : {}),
  };
}
