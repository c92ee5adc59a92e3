/** What is wrong with a field once the values of the backend's enum class are known. */
import { pythonString } from '../naming/literals.js';
import type { Field } from './field.js';
import { printField } from './print.js';
import type { FieldsFault } from './report.js';
import { segments } from './segments.js';
import type { HostEnum } from './types/enum.js';
import { enumOfHost } from './types/enum-classes.js';
import { type FieldType, rulesOf } from './types/table.js';

/** A default that the enum class does not have. */
export function hostEnumProblem(field: Field, host: HostEnum): FieldsFault | undefined {
  const type: FieldType = enumOfHost(host);
  for (const [word, given] of [
    ['default', field.default],
    ['server_default', field.serverDefault],
  ] as const) {
    if (given?.kind !== 'value') continue;
    const reading = rulesOf(type).value(type, given.value);
    if (reading.kind === 'ok') continue;
    const printed = printField(field);
    const at = segments(printed).find((segment) => segment.word === word)?.at ?? 0;
    return { word: printed, errors: [{ at, message: `${word} ${pythonString(given.value)} ${reading.why}` }] };
  }
  return undefined;
}
