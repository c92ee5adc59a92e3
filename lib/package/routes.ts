/** The decorators of handlers, and what their functions say that they return. */

import { singularSegment } from '../naming/inflect.js';
import { fromPattern } from '../naming/name-pattern.js';
import { pythonText, singular } from '../naming/names.js';
import { fromPhrase, isEnglish } from '../naming/phrase.js';
import type { ModelSpec } from '../request/model.js';
import type { DecoratorKeyword } from '../style/dimensions/decorator-order.js';
import type { SaidKeyword } from '../style/dimensions/handler-docs.js';
import { plainDoc } from '../style/docstrings.js';
import type { OperationName } from '../style/layers.js';
import { SUCCESSES } from '../style/status-form.js';
import type { Style } from '../style/style-values.js';
import { notFoundText, takenText } from './answers.js';
import type { Context } from './context.js';
import { filledType, wrappedFor } from './envelope.js';
import { routeGuards } from './guards.js';
import { modelOf, schemaOf } from './modules.js';
import { keyName } from './parameters.js';
import { pathBehind } from './paths.js';
import { type Code, copied, join, type Part, py } from './print/code.js';
import { docstringCode } from './print/docstring.js';
import { typing } from './print/symbols.js';
import { anyOf, isKept, keptText, recordAbove, referencesOf } from './references.js';
import { hasOwner } from './scopes.js';
import { listOf, statusOf } from './spelling.js';
import { takes } from './statements.js';

/** `@router.get("/{invoice_id}", response_model=Invoice)`; `below` is where the model's paths are in the package. */
export function decorator(context: Context, spec: ModelSpec, below: string, operation: OperationName): Code {
  const { router, decoratorOrder } = context.conventions;
  const told: Readonly<Record<DecoratorKeyword, Part>> = {
    response_model: responseModel(context, spec, operation),
    status_code: statusCode(context, operation),
    responses: responsesOf(context, spec, operation),
    ...saidOf(context, spec, operation),
    dependencies: dependenciesOf(context, spec, operation),
    tags: context.conventions.tags === 'handlers' && py`[${JSON.stringify(tagOf(context))}]`,
  };
  const keywords = decoratorOrder.map((keyword) => told[keyword] && py`${keyword}=${told[keyword]}`);
  return py`@${router}.${verbOf(context, operation)}(${join(', ', [pathOf(context, spec, below, operation), ...keywords])})`;
}

/** What a tag of the package is. */
export function tagOf({ conventions, pkg }: Context): string {
  const { tagForm } = conventions;
  if (pkg.tag !== undefined) return pkg.tag;
  return tagForm === '{many}' ? pkg.name : fromPhrase(tagForm, singular(pkg.name), pkg.name);
}

function verbOf({ conventions }: Context, operation: OperationName): string {
  return { list: 'get', get: 'get', create: 'post', update: conventions.updateMethod, delete: 'delete' }[operation];
}

/** What the paths in the decorators of a package begin with, where no router and no include has a prefix. */
export const baseOfPaths = ({ prefix, prefixBase }: Style, slug: string): string =>
  prefix === 'handlers' ? `${prefixBase}/${slug}` : '';

function pathOf(context: Context, spec: ModelSpec, below: string, operation: OperationName): string {
  const { conventions, pkg } = context;
  const noun = below === '' && conventions.pathNouns.includes(operation) ? singularSegment(pkg.slug) : pkg.slug;
  const base = baseOfPaths(conventions, noun) + below;
  return JSON.stringify(base + pathBehind(context, spec, operation, `{${keyName(context, spec)}}`));
}

/** The order of handlers in which each is reached: `/list` is before `/{invoice_id}`, which takes its path otherwise. */
export function reachedInOrder(
  context: Context,
  spec: ModelSpec,
  below: string,
  order: readonly OperationName[],
): readonly OperationName[] {
  const at = (operation: OperationName): string => JSON.parse(pathOf(context, spec, below, operation));
  const isAbove = (one: OperationName, other: OperationName): boolean => {
    const isSame = verbOf(context, one) === verbOf(context, other);
    // A parameter is no empty part.
    return isSame && at(one).endsWith('/') === at(other).endsWith('/') && takes(at(one), at(other));
  };
  const found: OperationName[] = [];
  for (const operation of order) {
    const place = found.findIndex((each) => isAbove(each, operation));
    found.splice(place === -1 ? found.length : place, 0, operation);
  }
  return found;
}

/** What an answer is: the schema, a list of it, or nothing. */
function schemaPart(context: Context, spec: ModelSpec, operation: OperationName): Part {
  const read = schemaOf(context, spec, 'read');
  return operation === 'list' ? listOf(context, read) : read;
}

function responseModel(context: Context, spec: ModelSpec, operation: OperationName): Part {
  const { responseTypes, deletes, updateAnswers } = context.conventions;
  const { answer } = deletes;
  if (operation === 'update' && updateAnswers.kind !== 'record')
    return updateAnswers.kind === 'message' && updateAnswers.model && copied(updateAnswers.model);
  const isRecord = operation !== 'delete' || answer.kind === 'record';
  const wrapped = isRecord ? wrappedFor(context, operation) : undefined;
  if (wrapped !== undefined) return wrapped.model && filledType(context, spec, wrapped.model);
  if (operation !== 'delete') return responseTypes.isModel && schemaPart(context, spec, operation);
  if (answer.kind === 'record') return responseTypes.isModel && schemaPart(context, spec, 'get');
  return answer.kind === 'message' && answer.model !== undefined && copied(answer.model);
}

/** ` -> Invoice`, or nothing where the blueprint says nothing. */
export function returned(context: Context, spec: ModelSpec, operation: OperationName): Part {
  const { responseTypes, deletes, updateAnswers } = context.conventions;
  const { annotation } = responseTypes;
  if (operation === 'update' && updateAnswers.kind !== 'record') {
    if (updateAnswers.kind === 'message' && updateAnswers.returned !== undefined)
      return py` -> ${copied(updateAnswers.returned)}`;
    return updateAnswers.annotation && ` -> ${updateAnswers.annotation.replace('Dict', 'dict')}`;
  }
  if (operation === 'delete' && deletes.answer.kind !== 'record') {
    if (deletes.annotation !== undefined) return py` -> ${deletes.annotation.replace('Dict', 'dict')}`;
    if (deletes.answer.kind !== 'message') return undefined;
    if (deletes.answer.returned !== undefined) return py` -> ${copied(deletes.answer.returned)}`;
    return annotation === 'any' && py` -> ${typing.Any}`;
  }
  const wrapped = wrappedFor(context, operation);
  if (wrapped?.annotation !== undefined) return py` -> ${filledType(context, spec, wrapped.annotation)}`;
  if (wrapped !== undefined) return annotation === 'any' && py` -> ${typing.Any}`;
  if (annotation === undefined || (operation === 'list' && !responseTypes.isListTyped)) return undefined;
  if (annotation === 'any') return py` -> ${typing.Any}`;
  if (annotation === 'schema') return py` -> ${schemaPart(context, spec, operation)}`;
  const model = modelOf(context, spec);
  return py` -> ${operation === 'list' ? listOf(context, model) : model}`;
}

function statusCode({ conventions }: Context, operation: OperationName): Part {
  const { deletes, statusCodes, updateAnswers } = conventions;
  const { form, said } = statusCodes;
  const answered =
    operation === 'delete' ? deletes : operation === 'update' && updateAnswers.kind === 'nothing' && updateAnswers;
  const number = answered && answered.status === 204 ? 204 : said[operation];
  return number !== undefined && statusOf(form, number, `HTTP_${number}_${SUCCESSES[number]}`);
}

function responsesOf(context: Context, spec: ModelSpec, operation: OperationName): Part {
  if (context.conventions.responses === 'silent') return undefined;
  const says = (status: number, text: string): Part => `${status}: {"description": ${pythonText(text)}}`;
  const taken = takenText(context, spec);
  const isOne = operation !== 'list' && operation !== 'create';
  const isStored = operation === 'create' || operation === 'update';
  const missing = missingText(context, spec, { isOne, isStored });
  const said = [
    missing !== undefined && says(404, missing),
    isStored && taken !== undefined && says(409, taken),
    operation === 'delete' && isKept(context, spec) && says(409, keptText(context, spec)),
  ].filter(Boolean);
  return said.length > 0 && py`{${join(', ', said)}}`;
}

/** What may be missing: the record itself, and what it is to refer to. */
function missingText(
  context: Context,
  spec: ModelSpec,
  { isOne, isStored }: { readonly isOne: boolean; readonly isStored: boolean },
): string | undefined {
  const above = isOne ? spec : recordAbove(context, spec)?.words;
  const words = [
    ...(above === undefined ? [] : [above]),
    ...(isStored ? referencesOf(context, spec).map((each) => each.words) : []),
  ];
  const all = anyOf(context, words);
  return all && notFoundText(context, all);
}

function dependenciesOf(context: Context, spec: ModelSpec, operation: OperationName): Part {
  const guards = routeGuards(context, operation, hasOwner(spec));
  return guards.length > 0 && py`[${join(', ', guards)}]`;
}

function textOf(
  context: Context,
  spec: ModelSpec,
  operation: OperationName,
  kind: 'docstring' | SaidKeyword,
): string | undefined {
  const { texts } = context.conventions.handlerDocs;
  const { snake, collection } = spec;
  const own = texts[operation]?.[kind];
  if (kind === 'name' || kind === 'operation_id') return own && fromPattern(own, snake, collection);
  // Without one that is understood they may be in another language.
  const known = Object.values(texts).flatMap((each) => each[kind] ?? []);
  const [first] = known;
  if (first === undefined) return undefined;
  const plain = isEnglish(first) ? plainDoc(operation, first) : undefined;
  const text = own ?? (kind === 'response_description' ? undefined : plain);
  return text && fromPhrase(text, snake, collection);
}

/** What a decorator says in words. */
function saidOf(context: Context, spec: ModelSpec, operation: OperationName): Readonly<Record<SaidKeyword, Part>> {
  const { keywords } = context.conventions.handlerDocs;
  const said = (keyword: SaidKeyword): Part => {
    const text = keywords.includes(keyword) ? textOf(context, spec, operation, keyword) : undefined;
    return text && pythonText(text);
  };
  return {
    summary: said('summary'),
    description: said('description'),
    response_description: said('response_description'),
    name: said('name'),
    operation_id: said('operation_id'),
  };
}

/** The docstring of a handler, in the blueprint's form. */
export function docstring(context: Context, spec: ModelSpec, operation: OperationName): Part {
  const { docstrings } = context.conventions.handlerDocs;
  const text = docstrings && textOf(context, spec, operation, 'docstring');
  return text === undefined || docstrings === undefined ? undefined : docstringCode({ text, form: docstrings });
}
