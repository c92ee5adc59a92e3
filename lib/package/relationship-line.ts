/** One relationship of a model in the form of its file, and its class as type checkers know it. */
import type { Style } from '../style/style-values.js';
import type { Context } from './context.js';
import { modulePath } from './modules.js';
import { type Part, type PySymbol, py } from './print/code.js';
import { orm, sqlmodel } from './print/symbols.js';

export type RelationshipWord = readonly [word: string, value: string];

/** A dataclass is made with the keys of other records and not with these. */
export const ofDataclass = ({ conventions: { mapping } }: Context): readonly RelationshipWord[] =>
  mapping.dataclass === 'no' ? [] : [['init', 'False']];

export type RelationshipParts = {
  readonly name: string;
  /** The class that it leads to. */
  readonly type: string;
  /** What the annotation says, where the form has one. */
  readonly annotation: Part;
  readonly words: readonly RelationshipWord[];
};

export function relationshipLine(
  { conventions }: Context,
  form: Style['orm'],
  { name, type, annotation, words }: RelationshipParts,
): Part {
  const given = words.map(([word, value]) => `${word}=${value}`);
  if (form === 'column') return py`${name} = ${orm.relationship}(${[`"${type}"`, ...given].join(', ')})`;
  if (form === 'mapped') {
    const all = [...(conventions.referenceForm.hasClass ? [`"${type}"`] : []), ...given];
    return py`${name}: ${orm.Mapped}[${annotation}] = ${orm.relationship}(${all.join(', ')})`;
  }
  // Of SQLAlchemy's words SQLModel takes this one itself.
  const isOwn = ([word]: RelationshipWord): boolean => word === 'back_populates';
  const own = words.filter(isOwn).map(([word, value]) => `${word}=${value}`);
  const others = words.filter((each) => !isOwn(each)).map(([word, value]) => `"${word}": ${value}`);
  const all = [...own, ...(others.length > 0 ? [`sa_relationship_kwargs={${others.join(', ')}}`] : [])];
  return py`${name}: ${annotation} = ${sqlmodel.Relationship}(${all.join(', ')})`;
}

/** A class of another module is imported by type checkers alone. */
export const typeSymbol = (module: string, name: string): PySymbol => ({
  kind: 'symbol',
  module,
  name,
  typeOnly: true,
});

export function typeInModels(
  context: Context,
  { module, name }: { readonly module: string; readonly name: string },
): Part {
  return module === modulePath(context, 'models') ? name : typeSymbol(module, name);
}
