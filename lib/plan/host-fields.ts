/** What fields take from the backend: the enum classes that they name, and what an address is checked with. */
import { relative } from 'node:path';
import { findEnum } from '../project/enums.js';
import type { HostFiles } from '../project/files.js';
import { EMAIL_VALIDATOR, findRequirement } from '../project/requirements.js';
import { isRefusal, type Refusal } from '../refusal.js';
import { hostEnumProblem } from '../request/enums.js';
import { type Field, type HostEnum, isCheckedAddress, namedEnumClass, printField } from '../request/fields.js';
import { fieldsReport } from '../request/report.js';
import type { Host } from '../wiring/host.js';

export type HostFields = { readonly enums: ReadonlyMap<string, HostEnum>; readonly refusals: readonly Refusal[] };

/** `columns` is the width of the terminal that the refusals are written to. */
export function fieldsInHost(
  files: HostFiles,
  host: Host,
  fields: readonly Field[],
  columns: number | undefined,
): HostFields {
  const refusals: Refusal[] = [...missingRequirement(files, host, fields)];
  const enums = new Map<string, HostEnum>();
  for (const field of fields) {
    const name = namedEnumClass(field.type);
    if (name === undefined) continue;
    const found = enums.get(name) ?? findEnum(host.code, host.importRoot, name);
    if (isRefusal(found)) {
      refusals.push({ ...found, hint: `${field.name} can have its own values: ${field.name}:enum.draft.live.` });
      continue;
    }
    enums.set(name, found);
    const problem = hostEnumProblem(field, found);
    if (problem !== undefined)
      refusals.push({ id: 'field-wrong', status: 2, reason: fieldsReport([problem], columns) });
  }
  return { enums, refusals };
}

/** What an address is checked with is installed where the backend runs. */
function missingRequirement(files: HostFiles, host: Host, fields: readonly Field[]): readonly Refusal[] {
  const field = fields.find(({ type }) => isCheckedAddress(type));
  if (field === undefined) return [];
  const search = findRequirement(files, host.root, EMAIL_VALIDATOR);
  if (search.isListed) return [];
  const where = search.files.map((path) => relative(host.root, path)).join(', ');
  return [
    {
      id: 'email-validator-missing',
      status: 3,
      reason: `${printField(field)} needs email-validator, which ${where === '' ? 'no file of the backend lists' : `is not listed in ${where}`}.`,
      hint: `Add "email-validator" (or "pydantic[email]") to the backend's dependencies, or use ${field.name}:str.`,
    },
  ];
}
