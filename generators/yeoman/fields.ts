import { relative } from 'node:path';
import { findEnum } from '../../lib/project/enums.js';
import type { HostFiles } from '../../lib/project/files.js';
import { EMAIL_VALIDATOR, findRequirement } from '../../lib/project/requirements.js';
import { BackendPackageError } from '../../lib/refusal.js';
import { hostEnumProblem } from '../../lib/request/enums.js';
import { type Field, type HostEnum, printField } from '../../lib/request/fields.js';
import { fieldsReport } from '../../lib/request/report.js';
import type { Host } from '../../lib/wiring/host.js';
import { terminalColumns } from './terminal.js';

/** What an address is checked with is installed where the backend runs. */
function checkRequirements(files: HostFiles, host: Host, fields: readonly Field[]): void {
  const field = fields.find(({ type }) => type.kind === 'email' || (type.kind === 'list' && type.of.kind === 'email'));
  if (field === undefined) return;
  const search = findRequirement(files, host.root, EMAIL_VALIDATOR);
  if (search.isListed) return;
  const where = search.files.map((path) => relative(host.root, path)).join(', ');
  throw new BackendPackageError({
    id: 'email-validator-missing',
    status: 3,
    reason: `${printField(field)} needs email-validator, which ${where === '' ? 'no file of the backend lists' : `is not listed in ${where}`}.`,
    hint: `Add "email-validator" (or "pydantic[email]") to the backend's dependencies, or use ${field.name}:str.`,
  });
}

/**
 * Looks in the backend for what the fields take from it: the enum classes that they name, by their names.
 *
 * @throws BackendPackageError(3) for what is missing there, and (2) for a default that an enum does not have
 */
export async function fieldsInHost(
  files: HostFiles,
  host: Host,
  fields: readonly Field[],
): Promise<ReadonlyMap<string, HostEnum>> {
  checkRequirements(files, host, fields);
  const enums = new Map<string, HostEnum>();
  for (const field of fields) {
    if (field.type.kind !== 'enum.class') continue;
    const { name } = field.type;
    const found = enums.get(name) ?? (await findEnum(files, host, name));
    if ('reason' in found) {
      throw new BackendPackageError({
        id: found.id,
        status: 3,
        reason: found.reason.replace(/^\[[\w-]+\] /, ''),
        hint: `${field.name} can have its own values: ${field.name}:enum.draft.live.`,
      });
    }
    enums.set(name, found);
    const problem = hostEnumProblem(field, found);
    if (problem !== undefined) {
      throw new BackendPackageError({
        id: 'field-wrong',
        status: 2,
        reason: fieldsReport([problem], terminalColumns()),
      });
    }
  }
  return enums;
}
