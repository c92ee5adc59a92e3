/** The type of a field in the schemas, made of its row: what a client sends, and what is answered. */
import { join, type Part, py } from '../print/code.js';
import { pydantic } from '../print/symbols.js';
import { annotated } from '../spelling.js';
import type { Given, Input, TypeRow } from './row.js';

const metadata = ({ rules = [], also = [] }: Input): readonly Part[] => {
  const given = rules.filter(Boolean);
  return [given.length > 0 && py`${pydantic.Field}(${join(', ', given)})`, ...also].filter(Boolean);
};

/** The type of what a client sends, with its rules. */
export function inputType(row: TypeRow, given: Given): Part {
  const input = row.input(given);
  const told = metadata(input);
  if (told.length === 0) return input.type;
  return annotated(given.context, input.type, ...told);
}

/** Whether the type is worth a name: it says more than a class. */
export function isNamed(row: TypeRow, given: Given): boolean {
  return given.type.kind === 'list' || metadata(row.input(given)).length > 0;
}

/** The type in the read schema, without a rule. */
export function outputType(row: TypeRow, given: Given): Part {
  if (row.output === 'input') return inputType(row, given);
  return (row.output ?? row.python)(given);
}
