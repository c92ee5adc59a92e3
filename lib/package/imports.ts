/** How the imports of a file are sorted and printed. */
import { STDLIB_MODULES } from '../naming/reserved-words.js';
import type { ImportedName } from './print/names.js';

/** The top-level packages that are the host's own. */
export type FirstParty = ReadonlySet<string>;

function section(module: string, firstParty: FirstParty): number {
  const top = module.split('.')[0] ?? module;
  if (top === '') return 4;
  if (top === '__future__') return 0;
  if (firstParty.has(top)) return 3;
  return STDLIB_MODULES.has(top) ? 1 : 2;
}

/** isort's order of members: CONSTANTS, then Classes, then variables; each whatever its letters' case. */
function memberRank(name: string): string {
  const kind = name.length > 1 && name === name.toUpperCase() ? 0 : /^[A-Z]/.test(name) ? 1 : 2;
  return `${kind}${name.toLowerCase()} ${name}`;
}

/** Relative ones from the furthest package to the nearest; the names of a package itself before its modules. */
const moduleRank = (module: string): string =>
  `${9 - (/^\.*/.exec(module)?.[0].length ?? 0)}${module.replace(/^\.+/, '')}`;

const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** Names without repetitions, as isort sorts members and ruff sorts `__all__`. */
export function sortNames(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort((left, right) => byText(memberRank(left), memberRank(right)));
}

export function printImport({ module, name, local }: ImportedName): string {
  const alias = local === name ? '' : ` as ${local}`;
  return module === undefined ? `import ${name}${alias}` : `from ${module} import ${name}${alias}`;
}

/** What import statements are sorted by: section, plain ones first, module, first member. The first unit is the section. */
export function importRank(statement: string, firstParty: FirstParty): string {
  const [, from, module = ''] = /^(from|import)\s+([\w.]+)/.exec(statement) ?? [];
  const member = from === 'from' ? (/\bimport[\s(]+(\w+)/.exec(statement)?.[1] ?? '') : '';
  return `${section(module, firstParty)}${from === 'from' ? 1 : 0}${moduleRank(module)} ${memberRank(member)}`;
}

/** Prints the import block of a file: merged, sorted as isort and ruff do, one section for each kind. */
export function printImports(names: readonly ImportedName[], firstParty: FirstParty): string {
  const sections: string[][] = [[], [], [], [], []];
  const plain = [...new Set(names.filter((each) => each.module === undefined).map(printImport))];
  for (const statement of plain.sort(byText)) {
    sections[section(statement.split(' ')[1] ?? '', firstParty)]?.push(statement);
  }

  const modules = [...new Set(names.flatMap((each) => each.module ?? []))].sort((left, right) =>
    byText(moduleRank(left), moduleRank(right)),
  );
  for (const module of modules) {
    const members = new Map<string, ImportedName>();
    for (const each of names) if (each.module === module) members.set(`${each.name} ${each.local}`, each);
    const sorted = [...members.values()].sort((left, right) => byText(memberRank(left.name), memberRank(right.name)));
    const bare = sorted.filter((each) => each.local === each.name).map((each) => each.name);
    // One statement for the plain names and one for each alias, in the order of their first names.
    const statements = sorted.flatMap((each) => {
      if (each.local !== each.name) return printImport(each);
      return each.name === bare[0] ? `from ${module} import ${bare.join(', ')}` : [];
    });
    sections[section(module, firstParty)]?.push(...statements);
  }
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}
