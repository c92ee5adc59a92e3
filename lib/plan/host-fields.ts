/** What fields take from the backend: the enum classes and hash functions that they name, and what an address is checked with. */
import { relative } from 'node:path';
import { findEnum } from '../project/enums.js';
import type { HostFiles } from '../project/files.js';
import { EMAIL_VALIDATOR, findRequirement } from '../project/requirements.js';
import { isRefusal, type Refusal } from '../refusal.js';
import { hostEnumProblem } from '../request/enums.js';
import {
  type Field,
  type HostEnum,
  isCheckedAddress,
  maxLength,
  namedEnumClass,
  printField,
} from '../request/fields.js';
import { fieldsReport } from '../request/report.js';
import { findHashFunction, type HashFunction } from '../style/hash-functions.js';
import type { Style } from '../style/style-values.js';
import type { Host } from '../wiring/host.js';

export type HostFields = {
  readonly enums: ReadonlyMap<string, HostEnum>;
  /** The hash functions by the names that fields have for them. */
  readonly hashes: ReadonlyMap<string, HashFunction>;
  readonly refusals: readonly Refusal[];
};

/** `columns` is the width of the terminal that the refusals are written to. */
export function fieldsInHost(
  files: HostFiles,
  host: Host,
  fields: readonly Field[],
  columns: number | undefined,
  { sessionKind }: Pick<Style, 'sessionKind'>,
): HostFields {
  const refusals: Refusal[] = [...missingRequirement(files, host, fields)];
  const enums = new Map<string, HostEnum>();
  const hashes = new Map<string, HashFunction>();
  for (const field of fields) {
    if (field.hash !== undefined) {
      const found = hashFunction(host, field, field.hash, sessionKind === 'async');
      if (isRefusal(found)) refusals.push(found);
      else hashes.set(field.hash, found);
    }
    const name = namedEnumClass(field.type);
    if (name === undefined) continue;
    const found = enums.get(name) ?? findEnum(host.code, host.importRoot, name);
    if (isRefusal(found)) {
      refusals.push({ ...found, hint: `${field.name} can have its own values: ${field.name}:enum.draft.live.` });
      continue;
    }
    enums.set(name, found);
    const problem = hostEnumProblem(field, found);
    if (problem === undefined) continue;
    const reason = fieldsReport([problem], columns);
    refusals.push({ id: 'field-wrong', status: 2, reason, field: problem.word });
  }
  return { enums, hashes, refusals };
}

/** The function that a field's values go through before they are stored; `isAwaiting` is whether what stores them can wait. */
function hashFunction(host: Host, field: Field, name: string, isAwaiting: boolean): HashFunction | Refusal {
  const found = findHashFunction(host.code, host.importRoot, name);
  const refused = (id: string, reason: string, hint: string, at?: HashFunction['at']): Refusal => ({
    id,
    status: id === 'hash-missing' ? 2 : 3,
    reason: `${printField(field)}: ${reason}`,
    hint,
    ...(at === undefined ? {} : { at }),
  });
  if ('reason' in found) {
    const hint =
      found.id === 'hash-ambiguous'
        ? 'Name one with its module.'
        : `Name a function of the backend that makes a str of one, as in def get_${field.name}_hash(${field.name}: str) -> str.`;
    return refused(found.id, found.reason, hint, found.at);
  }
  const { module, name: called, at, isAsync, most } = found;
  if (isAsync && !isAwaiting) {
    const reason = `${module}.${called} is an async def, and what stores a record of this backend is none.`;
    return refused('hash-async', reason, 'Name a function that is no async def.', at);
  }
  if (most !== undefined && (maxLength(field) ?? Number.POSITIVE_INFINITY) > most) {
    const reason = `${module}.${called} hashes with bcrypt, to which more than ${most} bytes are an error.`;
    const { name: own } = field;
    return refused(
      'hash-length',
      reason,
      `Write ${own}:secret.${most}:hash=${name}, or fewer for what is no ASCII.`,
      at,
    );
  }
  return found;
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
      field: printField(field),
      hint: `Add "email-validator" (or "pydantic[email]") to the backend's dependencies, or use ${field.name}:str.`,
    },
  ];
}
