/** The names that a piece uses, and what it has to import for them. */
import type { ImportForm } from '../../python/imports.js';

/** One imported name: `from module import name as local`, or `import name` where there is no module. */
export type ImportedName = {
  readonly module?: string;
  readonly name: string;
  readonly local: string;
  /** Imported under `if TYPE_CHECKING:`. */
  readonly typeOnly?: true;
};

export function formOf({ module, name, local }: ImportedName): ImportForm {
  const alias = local === name ? {} : { alias: local };
  return module === undefined ? { kind: 'import', module: name, ...alias } : { kind: 'from', module, name, ...alias };
}

/**
 * Gives each name that a piece uses its local name. A name that the piece's own definitions shadow (a model called
 * `Enum`, a field called `date`) is imported under another one.
 */
export class Names {
  readonly #used = new Map<string, ImportedName>();
  readonly #shadowed: ReadonlySet<string>;
  readonly #spellings: readonly ImportedName[];
  readonly #module: string | undefined;

  /**
   * `spellings` says how the host imports what it does not import as the standard does; `module` is the one that the piece
   * is in: it imports nothing of itself.
   */
  constructor(shadowed: ReadonlySet<string>, spellings: readonly ImportedName[] = [], module?: string) {
    this.#shadowed = shadowed;
    this.#spellings = spellings;
    this.#module = module;
  }

  /** How `from module import name` is used; `wanted` is what the host calls it. */
  from(module: string, name: string, wanted?: string): string {
    if (module === this.#module) return name;
    const spelled = wanted === undefined ? spelledFor(this.#spellings, module, name) : undefined;
    if (spelled === undefined) {
      // Beside the UUID of a dialect nobody writes `UUID_`.
      const isWholeBetter =
        wanted === undefined && STANDARD.test(module) && this.#isTaken({ module, name, local: name });
      if (isWholeBetter && this.#isFree(module)) return `${this.#import({ name: module, local: module })}.${name}`;
      return this.#import({ module, name, local: wanted ?? name });
    }
    const local = this.#import(spelled);
    return isWhole(spelled, module) ? `${local}.${name}` : local;
  }

  /** How a class is called in an annotation that is a string: a mapper looks for it by its own name. */
  forTypes(module: string, name: string): string {
    const isImported = this.imports.some((each) => each.module === module && each.local === name);
    if (module === this.#module || isImported) return name;
    this.from('typing', 'TYPE_CHECKING');
    this.#used.set(`${module} ${name} ${name}`, { module, name, local: name, typeOnly: true });
    return name;
  }

  /** The local name of `import name`. */
  module(name: string, wanted: string = name): string {
    return this.#import({ name, local: wanted });
  }

  /** A name that the package itself defines, kept apart from what shadows it. */
  own(name: string): string {
    // Nobody writes a class with an underscore behind.
    return this.#free(name, (taken) => (/^[A-Z]/.test(taken) ? `Own${taken}` : `${taken}_`));
  }

  get imports(): readonly ImportedName[] {
    return [...this.#used.values()];
  }

  #isTaken({ module, name, local }: ImportedName): boolean {
    return [...this.#used.values()].some(
      (each) => each.local === local && (each.module !== module || each.name !== name),
    );
  }

  /** Whether a module may be imported whole under its own name. */
  #isFree(module: string): boolean {
    return !this.#shadowed.has(module) && !this.#isTaken({ name: module, local: module });
  }

  #import({ local: wanted, ...what }: ImportedName): string {
    let local = this.#free(wanted, (taken) => `${taken}_`);
    while (this.#isTaken({ ...what, local })) local = this.#free(`${local}_`, (taken) => `${taken}_`);
    this.#used.set(`${what.module} ${what.name} ${local}`, { ...what, local });
    return local;
  }

  #free(name: string, other: (taken: string) => string): string {
    let local = name;
    while (this.#shadowed.has(local)) local = other(local);
    return local;
  }
}

/** Modules of Python's library that are written whole as often. */
const STANDARD = /^(?:uuid|datetime|decimal|enum)$/;

/** Whether a module is imported whole: `import uuid`, or `from sqlalchemy import orm`. */
const isWhole = (spelled: ImportedName, module: string): boolean =>
  [spelled.module, spelled.name].filter(Boolean).join('.') === module;

/** The name by itself goes before the module that has it. */
function spelledFor(spellings: readonly ImportedName[], module: string, name: string): ImportedName | undefined {
  return spellings.find((each) => isNameItself(each, module, name)) ?? spellings.find((each) => isWhole(each, module));
}

/** Modules of SQLAlchemy give the names of the package too, and so does SQLModel. */
function isNameItself(spelled: ImportedName, module: string, name: string): boolean {
  if (spelled.name !== name || spelled.module === undefined) return false;
  return (
    spelled.module === module ||
    (module === 'sqlalchemy' && /^(?:sqlmodel$|sqlalchemy\.(?!orm|ext|dialects))/.test(spelled.module))
  );
}
