/** What a function does with the unit of work that it is given: it commits what it wrote. */
import type { OperationName } from '../style/layers.js';
import { ifMissing } from './answers.js';
import { converted } from './converted.js';
import type { Scope, Writer } from './layer-scope.js';
import { committedHere } from './layer-stores.js';
import { isConverted } from './layers.js';
import { type Part, py } from './print/code.js';

/** The commit behind a write whose record is given on: where a commit expires it, it is read into its schema before. */
export function committedRecord(writer: Writer, scope: Scope): Part {
  return writer.chain.unit?.isExpiring === true ? undefined : committedHere(writer, scope);
}

/** What an operation of a unit's level answers with a record. */
export function answeredBy(writer: Writer, scope: Scope, operation: OperationName, result: Part): Part {
  const { context, spec, chain } = writer;
  if (!isConverted(chain, scope.level) || operation === 'list') return py`return ${result}`;
  // Where a higher level answers for a record that is missing, there may be none.
  const isOptional = chain.missing > scope.level && (operation === 'get' || operation === 'update');
  const { variable } = scope;
  const before = isOptional && [
    result !== variable && py`${variable} = ${result}`,
    ifMissing(context, variable, 'return None'),
  ];
  const read = converted(context, spec, isOptional ? variable : result, false);
  const commit = chain.unit?.isExpiring === true && operation !== 'get' && committedHere(writer, scope);
  return [before, ...(commit ? [py`answer = ${read}`, commit, 'return answer'] : [py`return ${read}`])];
}
