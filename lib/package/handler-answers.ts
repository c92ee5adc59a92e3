/** The statements with which handlers answer: the result as it is, in what the blueprint puts it into, or a message. */
import { fromPhrase } from '../naming/phrase.js';
import type { ModelSpec } from '../request/model.js';
import type { Message } from '../style/dimensions/deletes.js';
import type { OperationName } from '../style/layers.js';
import type { Wrapped } from '../style/wrapped-answers.js';
import { type Context, modelWords } from './context.js';
import { converted } from './converted.js';
import { wrappedAnswer, wrappedFor } from './envelope.js';
import { nameFor } from './layers.js';
import { type Code, copied, type Part, py } from './print/code.js';
import { totalName, totalOf } from './totals.js';

/** `return {"message": "Invoice deleted"}` */
export function messageCode({ snake, collection }: ModelSpec, { value }: Message): Code {
  const texts = value.texts.map((text) => fromPhrase(text, snake, collection));
  return py`return ${copied({ ...value, texts })}`;
}

/** `return invoice`, or the schema that is made of it where the blueprint makes it itself. */
export function answering(context: Context, spec: ModelSpec, operation: OperationName): (result: Part) => Part {
  const { many } = modelWords(context, spec);
  const variable = resultName(context, spec, operation);
  const wrapped = wrappedFor(context, operation);
  if (wrapped !== undefined) return (result) => wrapping(context, spec, operation, wrapped, result);
  if (!context.conventions.responseTypes.isConverted) return (result) => py`return ${result}`;
  const isList = operation === 'list';
  return (result) => {
    const local = isNamedResult(result) ? result : isList ? many : variable;
    return [result !== local && py`${local} = ${result}`, py`return ${converted(context, spec, local, isList)}`];
  };
}

/** A result that has a name already: `updated`. */
export const isNamedResult = (result: Part): result is string => typeof result === 'string' && /^\w+$/.test(result);

/** What the record is called that is answered; the body of a create may have the name of a record already. */
function resultName(context: Context, spec: ModelSpec, operation: OperationName): string {
  const { variable } = modelWords(context, spec);
  const isTaken = operation === 'create' && nameFor(context, spec, context.conventions.bodyNames.create) === variable;
  return isTaken ? `new_${variable}` : variable;
}

/** The statements that put a result into what the blueprint answers, with a name where it needs one. */
function wrapping(
  context: Context,
  spec: ModelSpec,
  operation: OperationName,
  wrapped: Wrapped,
  result: Part,
): readonly Part[] {
  const { many } = modelWords(context, spec);
  const variable = resultName(context, spec, operation);
  const isList = operation === 'list';
  const total = isList && totalOf(context) !== undefined ? totalName(context, spec) : undefined;
  const listed = wrapped.pageName === undefined ? many : nameFor(context, spec, wrapped.pageName);
  const local = isNamedResult(result) && total === undefined ? result : isList ? listed : variable;
  if (!wrapped.isNamed && total === undefined && result !== local)
    return wrappedAnswer(context, spec, wrapped, { result, isList });
  return [
    result !== local && py`${local}${total !== undefined && `, ${total}`} = ${result}`,
    ...wrappedAnswer(context, spec, wrapped, { result: local, total, isList }),
  ];
}
