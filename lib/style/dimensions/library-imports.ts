/** How the blueprint imports what every package needs of libraries: `import uuid`, `import sqlalchemy as sa`, `Enum as SAEnum`. */
import type { CopiedName } from '../../project/copied-text.js';
import type { ImportBinding } from '../../python/imports.js';
import type { Dimension } from '../dimension.js';

/** Modules that some import whole and others take names from. */
const WHOLE: ReadonlySet<string> = new Set(['uuid', 'datetime', 'decimal', 'enum', 'sqlalchemy', 'sqlalchemy.orm']);
/** Modules that have the names of SQLAlchemy itself; SQLModel has those of its own that replace some. */
const SAME =
  /^sqlmodel$|^sqlalchemy(?:\.(?:sql|sql\.expression|sql\.functions|sql\.schema|sql\.sqltypes|types|schema|future))?$/;

export const libraryImports: Dimension<readonly CopiedName[]> = {
  id: 'library-imports',
  default: [],
  learn({ blueprint, at }) {
    const models = blueprint?.of('models') ?? [];
    // Where two modules import a name in two ways, the models show more of it.
    const modules = [...(blueprint?.all ?? []).filter((module) => !models.includes(module)), ...models];
    const all = modules.flatMap((module) =>
      module.imports.bindings
        .filter(({ nested, typeOnly }) => !nested && !typeOnly)
        .map((binding) => ({ module, binding, name: nameOf(binding) })),
    );
    const count = (isOf: (name: CopiedName) => boolean): number => all.filter(({ name }) => isOf(name)).length;
    const shown = all.filter(({ name }) => {
      if (name.module !== undefined) return isOther(name);
      const isWhole = WHOLE.has(name.name) && (name.local === name.name || !name.name.includes('.'));
      return isWhole && count((each) => same(each, name)) > count((each) => each.module === name.name);
    });
    const [first] = shown;
    if (first === undefined) return undefined;
    const value = [...new Map(shown.map(({ name }) => [`${name.module} ${name.name}`, name])).values()];
    return { value, at: at(first.module, first.binding.statement.line) };
  },
};

const same = (one: CopiedName, other: CopiedName): boolean => one.module === other.module && one.name === other.name;

function nameOf({ form, name, path }: ImportBinding): CopiedName {
  if (form.kind === 'import') return { name: form.module, local: name };
  const at = path.lastIndexOf('.');
  return { module: path.slice(0, at), name: path.slice(at + 1), local: name };
}

/** Whether a name is imported in another way than the standard does it. */
function isOther({ module = '', name, local }: CopiedName): boolean {
  if (module === 'enum') return name === 'Enum';
  if (module === 'sqlalchemy' && name === 'orm') return true;
  if (SAME.test(module)) return local !== name || (module !== 'sqlalchemy' && module !== 'sqlalchemy.future');
  return WHOLE.has(module) && local !== name;
}
