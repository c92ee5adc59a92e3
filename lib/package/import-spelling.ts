/** How a file of the package spells the modules that it imports: by their whole names, or relatively as the blueprint does. */
import type { Style } from '../style/style-values.js';
import type { ImportedName } from './print/names.js';

/** What decides the spelling for all files of a package. */
export type ImportHabits = {
  /** Dotted name of the package; by layer, of each of its modules. */
  readonly own: readonly string[];
  readonly imports: Style['imports'];
  readonly packageImports: Style['packageImports'];
};

export type Spelling = (name: ImportedName) => ImportedName;

/** The spelling in one file: `module` is its dotted name, `file` its path below the package. Tests import from outside. */
export function spellingIn(habits: ImportHabits, module: string, file: string): Spelling {
  if (file.startsWith('tests/')) return (name) => name;
  const { modules, init, isNear } = habits.packageImports;
  const own = file === '__init__.py' ? init : modules;
  return (name) => {
    if (name.module === undefined) return name;
    const isOwn = habits.own.some((each) => `${name.module}.`.startsWith(`${each}.`));
    const isRelative = (isOwn ? own : habits.imports) === 'relative';
    const relative = isRelative ? relativeFrom(module, name.module) : name.module;
    return isOwn && isNear === true && relative.startsWith('..') ? name : { ...name, module: relative };
  };
}

/** `..database` for `app.database` in `app.invoices.router`; a module below another root keeps its name. */
function relativeFrom(file: string, target: string): string {
  const here = file.split('.').slice(0, -1);
  const there = target.split('.');
  let shared = 0;
  while (shared < here.length && here[shared] === there[shared]) shared += 1;
  return shared === 0 ? target : `${'.'.repeat(here.length - shared + 1)}${there.slice(shared).join('.')}`;
}
