/** The edits that import what copies need, names of one statement in one statement. */

import { importBeside } from '../python/add-import.js';
import type { TextEdit } from '../python/edit.js';
import { IMPORT_ORDERS, keyOfNew } from '../python/import-order.js';
import { importLineBeside } from '../python/import-place.js';
import { printImport } from '../python/imports.js';
import type { Need } from './copied-import.js';
import type { HostFile } from './host-file.js';

const [order] = IMPORT_ORDERS;

/** Needs of several places without those that are met by another one. */
export function distinct(needs: readonly Need[]): readonly Need[] {
  const seen = new Set<string>();
  return needs.filter(({ sibling, form }) => {
    const key = `${sibling.start} ${printImport(form)}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}

/**
 * The edits that import what is needed; those at one place in their order, and names that the host imports in one
 * statement in one statement too.
 */
export function importEdits(file: HostFile, needs: readonly Need[], limit: number | undefined): readonly TextEdit[] {
  const sorted = [...distinct(needs)].sort((one, other) => order(keyOfNew(one.form), keyOfNew(other.form)));
  return grouped(sorted).flatMap((group) => {
    const [first, ...others] = group;
    if (first === undefined) return [];
    const { sibling, form, comment } = first;
    const options = { comment, ...(limit === undefined ? {} : { limit }) };
    if (others.length === 0) return importBeside(file.source, sibling, form, options);
    const names = group.map((each) => printImport(each.form).replace(/^from \S+ import /, '')).join(', ');
    return [importLineBeside(file.source, sibling, { kind: 'from', module: form.module, name: names }, comment)];
  });
}

/** The same as lines, for the text to paste. */
export function importLines(needs: readonly Need[]): readonly string[] {
  return distinct(needs).map(({ form, comment }) => printImport(form) + comment);
}

function grouped(needs: readonly Need[]): readonly (readonly Need[])[] {
  const groups = new Map<string, Need[]>();
  for (const [index, need] of needs.entries()) {
    const { sibling, form } = need;
    const key = form.kind === 'from' ? `${sibling.start} ${form.module}` : `${index}`;
    groups.set(key, [...(groups.get(key) ?? []), need]);
  }
  return [...groups.values()];
}
