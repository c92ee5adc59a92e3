/** The columns by which hosts mark records as deleted. */
import type { Member } from '../framework/model-members.js';

/** A column that says that a record is deleted, when it was, or that it is in use. */
export type DeletionMark = {
  readonly name: string;
  readonly kind: 'moment' | 'day' | 'deleted' | 'active';
  /** Whether its moments have no offset. */
  readonly isNaive: boolean;
};

const MOMENT = /^(?:deleted|removed)_(?:at|on|date|time|datetime)$|^date_deleted$/;
const DELETED = /^(?:is_)?(?:soft_)?(?:deleted|removed)$/;
const ACTIVE = /^(?:is_)?(?:active|enabled)$/;

/** The same words in code. */
export const MARKS: RegExp =
  /\b(?:(?:deleted|removed)_(?:at|on|date|time|datetime)|date_deleted|(?:is_)(?:soft_)?(?:deleted|removed))\b/g;

/** What a column says of a record, by its name and its type; `active` is only that where a delete sets it. */
export function deletionIn({ name, column, node }: Pick<Member, 'name' | 'column' | 'node'>): DeletionMark | undefined {
  const type = column?.type ?? '';
  if (column === undefined) return undefined;
  if (DELETED.test(name) && /\bbool|Boolean|BOOLEAN/.test(type)) return { name, kind: 'deleted', isNaive: false };
  if (ACTIVE.test(name) && /\bbool|Boolean|BOOLEAN/.test(type)) return { name, kind: 'active', isNaive: false };
  if (!MOMENT.test(name) || !column.mayBeNull) return undefined;
  if (/datetime|DateTime|TIMESTAMP/.test(type)) {
    const isNaive = !/timezone\s*=\s*True|DateTime\(True|\bUtc|TZ/.test(node.text);
    return { name, kind: 'moment', isNaive };
  }
  return /\b[Dd]ate\b/.test(type) ? { name, kind: 'day', isNaive: false } : undefined;
}

const KINDS: readonly DeletionMark['kind'][] = ['deleted', 'moment', 'day', 'active'];

/** A flag before a moment. */
export function inOrderOfKinds(found: readonly DeletionMark[]): readonly DeletionMark[] {
  return [...found].sort((one, other) => KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind));
}

/** Those that by themselves say that a record is deleted. */
export function deletionsIn(members: readonly Pick<Member, 'name' | 'column' | 'node'>[]): readonly DeletionMark[] {
  return inOrderOfKinds(members.flatMap((each) => deletionIn(each) ?? [])).filter(({ kind }) => kind !== 'active');
}

/** Whether code sets the mark of a record. */
export function marksIn(text: string, { name, kind }: DeletionMark): boolean {
  const value = { deleted: 'True', active: 'False', moment: '(?!None\\b)', day: '(?!None\\b)' }[kind];
  return new RegExp(`\\.${name}\\s*=\\s*${value}`).test(text);
}
