/** The names that a piece uses, and what it has to import for them. */

/** One imported name: `from module import name as local`, or `import name` where there is no module. */
export type ImportedName = { readonly module?: string; readonly name: string; readonly local: string };

/**
 * Gives each name that a piece uses its local name. A name that the piece's own definitions shadow (a model called
 * `Enum`, a field called `date`) is imported under another one.
 */
export class Names {
  readonly #used = new Map<string, ImportedName>();
  readonly #shadowed: ReadonlySet<string>;
  readonly #module: string | undefined;

  /** `module` is the one that the piece is in: it imports nothing of itself. */
  constructor(shadowed: ReadonlySet<string>, module?: string) {
    this.#shadowed = shadowed;
    this.#module = module;
  }

  /** The local name of `from module import name`; `wanted` is what the host calls it. */
  from(module: string, name: string, wanted: string = name): string {
    if (module === this.#module) return name;
    const local = this.#free(wanted, (taken) => `${taken}_`);
    this.#used.set(`${module} ${name} ${local}`, { module, name, local });
    return local;
  }

  /** The local name of `import name`. */
  module(name: string, wanted: string = name): string {
    const local = this.#free(wanted, (taken) => `${taken}_`);
    this.#used.set(`${name} ${local}`, { name, local });
    return local;
  }

  /** A name that the package itself defines, kept apart from what shadows it. */
  own(name: string): string {
    // Nobody writes a class with an underscore behind.
    return this.#free(name, (taken) => (/^[A-Z]/.test(taken) ? `Own${taken}` : `${taken}_`));
  }

  get imports(): readonly ImportedName[] {
    return [...this.#used.values()];
  }

  #free(name: string, other: (taken: string) => string): string {
    let local = name;
    while (this.#shadowed.has(local)) local = other(local);
    return local;
  }
}
