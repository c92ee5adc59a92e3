import { enumMember } from '../naming/inflect.js';
import type { Field, FieldError, FieldType, HostEnum } from './field.js';
import { pythonString } from './literals.js';
import { printField } from './print.js';
import type { FieldsFault } from './report.js';
import { segments } from './segments.js';
import type { TypeReading } from './types.js';
import { readValue } from './values.js';

/** One argument in PascalCase is a class of the backend, anything else are values. */
export function readEnum(values: readonly string[], at: number, starts: readonly number[]): TypeReading {
  const [first = ''] = values;
  if (values.length === 0)
    return { type: undefined, errors: [{ at, message: 'enum needs its values: enum.draft.live.' }] };
  if (values.length === 1 && /^[A-Z][A-Za-z0-9]{0,99}$/.test(first) && /[a-z]/.test(first)) {
    return { type: { kind: 'enum.class', name: first }, errors: [] };
  }
  const errors: FieldError[] = [];
  const members = new Map<string, string>();
  values.forEach((value, index) => {
    const problem = valueProblem(value, members);
    if (problem !== undefined) errors.push({ at: starts[index] ?? at, message: problem });
    else members.set(enumMember(value), value);
  });
  return { type: errors.length === 0 ? { kind: 'enum', values } : undefined, errors };
}

function valueProblem(value: string, members: ReadonlyMap<string, string>): string | undefined {
  if (value === '') return 'There is no value between the dots.';
  if (!/^[A-Za-z0-9_+/-]+$/.test(value)) {
    return `${pythonString(value)} cannot be an enum's value: use letters, digits, _, +, - and /.`;
  }
  if (value.length > 63) return `An enum's value has at most 63 characters, this one has ${value.length}.`;
  const other = members.get(enumMember(value));
  if (other === undefined) return undefined;
  if (other === value) return `The value ${value} is there twice.`;
  return `${value} and ${other} would both be ${enumMember(value)} in Python. Rename one.`;
}

/** What is wrong with a field's default once the values of the backend's enum class are known. */
export function hostEnumProblem(field: Field, host: HostEnum): FieldsFault | undefined {
  const values = host.members.map(({ value }) => value);
  const type: FieldType = { kind: 'enum', values, host };
  for (const [word, given] of [
    ['default', field.default],
    ['server_default', field.serverDefault],
  ] as const) {
    if (given?.kind !== 'value') continue;
    const reading = readValue(type, given.value);
    if (reading.kind === 'ok') continue;
    const printed = printField(field);
    const at = segments(printed).find((segment) => segment.word === word)?.at ?? 0;
    return { word: printed, errors: [{ at, message: `${word} ${pythonString(given.value)} ${reading.why}` }] };
  }
  return undefined;
}
