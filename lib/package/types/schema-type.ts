/** The type of a field in the schemas, made of its row: what a client sends, and what is answered. */
import { join, type Part, py } from '../print/code.js';
import { rulesForm, schemaField } from '../pydantic.js';
import { annotated } from '../spelling.js';
import type { Given, Input, TypeRow } from './row.js';

const rulesOf = ({ rules = [] }: Input): readonly Part[] => rules.filter(Boolean);

/** What says more than arguments of `Field` can. */
const more = ({ before, also = [] }: Input): readonly Part[] => [before, ...also].filter(Boolean);

/** The type of what a client sends, with its rules. */
export function inputType(row: TypeRow, given: Given): Part {
  const input = row.input(given);
  const rules = rulesOf(input);
  const told = [
    input.before,
    rules.length > 0 && py`${schemaField(given.context)}(${join(', ', rules)})`,
    ...(input.also ?? []),
  ];
  return told.some(Boolean) ? annotated(given.context, input.type, ...told) : input.type;
}

/** The same where the rules are arguments of the field's own `Field`. */
export function plainInput(row: TypeRow, given: Given): { readonly type: Part; readonly rules: readonly Part[] } {
  const input = row.input(given);
  return { type: input.type, rules: rulesOf(input) };
}

/** Whether the type gets a name: it says more than a class, or more than the field's own `Field` can say. */
export function isNamed(row: TypeRow, given: Given): boolean {
  const input = row.input(given);
  if (more(input).length > 0) return true;
  return rulesForm(given.context) === 'alias' && (row.isNamed === true || rulesOf(input).length > 0);
}

/** The type in the read schema, without a rule. */
export function outputType(row: TypeRow, given: Given): Part {
  if (row.output === 'input') return inputType(row, given);
  return row.output?.(given) ?? row.python(given);
}
