/** How a file of the package spells the modules that it imports: by their whole names, or relatively as the blueprint does. */
import type { Role, Style } from '../style/style-values.js';
import { roleOfFile } from './modules.js';
import type { ImportedName } from './print/names.js';

/** What decides the spelling for all files of a package. */
export type ImportHabits = {
  /** Dotted name of the package; by layer, of each of its modules. */
  readonly own: readonly string[];
  readonly imports: Style['imports'];
  readonly packageImports: Style['packageImports'];
  /** The modules whose classes another layer imports from the package that they are in, but for some names. */
  readonly gathered?: readonly { readonly from: Role; readonly module: string; readonly direct: readonly string[] }[];
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
    const through = gatheredIn(habits, file, name);
    const relative = isRelative ? relativeFrom(module, through) : through;
    return isOwn && isNear === true && relative.startsWith('..')
      ? { ...name, module: through }
      : { ...name, module: relative };
  };
}

/** `app.models` for a class of `app.models.invoice`, where that file imports it from there. */
function gatheredIn(
  { gathered = [] }: ImportHabits,
  file: string,
  { module = '', name, typeOnly }: ImportedName,
): string {
  const isThrough = gathered.some(
    (each) => each.from === roleOfFile(file) && each.module === module && !each.direct.includes(name),
  );
  return isThrough && !typeOnly && /^[A-Z]/.test(name) ? module.slice(0, module.lastIndexOf('.')) : module;
}

/** `..database` for `app.database` in `app.invoices.router`; a module below another root keeps its name. */
function relativeFrom(file: string, target: string): string {
  const here = file.split('.').slice(0, -1);
  const there = target.split('.');
  let shared = 0;
  while (shared < here.length && here[shared] === there[shared]) shared += 1;
  return shared === 0 ? target : `${'.'.repeat(here.length - shared + 1)}${there.slice(shared).join('.')}`;
}
