/** Prints the block of imports of a new file: merged and sorted, one section for each kind. */
import { IMPORT_ORDERS, type ImportKey, type IsOwn, keyOfNew, sectionOf, sortNames } from './import-order.js';
import { type ImportForm, printImport } from './imports.js';

export function printImports(forms: readonly ImportForm[], isOwn: IsOwn): string {
  const [order] = IMPORT_ORDERS;
  const statements = merged(forms).map((form) => ({ text: printImport(form), key: keyOfFirst(form) }));
  const sorted = statements.sort((left, right) => order(left.key, right.key));
  const sections = [0, 1, 2, 3, 4].map((section) => sorted.filter(({ key }) => sectionOf(key, isOwn) === section));
  return sections
    .filter((each) => each.length > 0)
    .map((each) => each.map(({ text }) => text).join('\n'))
    .join('\n\n');
}

/** One form for each statement: the names of a module that have no alias are imported together. */
function merged(forms: readonly ImportForm[]): readonly ImportForm[] {
  const distinct = [...new Map(forms.map((form) => [printImport(form), form])).values()];
  const named = new Map<string, string[]>();
  const others: ImportForm[] = [];
  for (const form of distinct) {
    if (form.kind === 'import' || form.alias !== undefined) others.push(form);
    else named.set(form.module, [...(named.get(form.module) ?? []), form.name]);
  }
  const together = [...named].map(([module, names]) => fromForm(module, names));
  return [...others, ...together];
}

/** A statement with several names is sorted by the first of them. */
function keyOfFirst(form: ImportForm): ImportKey {
  const key = keyOfNew(form);
  return { ...key, name: key.name.split(', ')[0] ?? key.name };
}

/** Several names of one module in one statement. */
function fromForm(module: string, names: readonly string[]): ImportForm {
  return { kind: 'from', module, name: sortNames(names).join(', ') };
}
