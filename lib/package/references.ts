/** What a create or an update refers to: whether such a record exists, and what is answered where it does not. */

import { pascalCase, singular } from '../naming/names.js';
import { wordList } from '../naming/phrase.js';
import { type Field, isMany, isReference, type RefTarget } from '../request/fields.js';
import { type ModelSpec, modelSpec } from '../request/model.js';
import { fieldOfScope } from '../request/scopes.js';
import { languageOf } from '../style/languages.js';
import { raiseMissing } from './answers.js';
import { specOfClass } from './class-names.js';
import { type Context, modelWords, writableFields } from './context.js';
import { isLive } from './deletion.js';
import { modelOf, modulePath } from './modules.js';
import { type Code, join, type Part, py, symbol } from './print/code.js';
import { setOf } from './spelling.js';
import { manyTarget } from './types/m2m.js';
import { keyPython, targetOf } from './types/ref.js';

type Asking = Pick<Context, 'pkg' | 'conventions'>;

export type RecordReference = {
  readonly field: Field;
  readonly to: RefTarget;
  /** Whether it names any number of records, and whether each of them is looked for by itself. */
  readonly isMany: boolean;
  readonly isEach: boolean;
  /** What the key is called there, or all of them. */
  readonly parameter: string;
  /** The function that tells whether there is such a record: `customer_exists`, or all of them: `tags_exist`. */
  readonly exists: string;
  /** What the record is called in an answer, as a model has it: `Customer not found`. */
  readonly words: ModelSpec;
};

/** The references that a client sends; a further model of a package has its name in those of its functions. */
export function referencesOf(context: Asking, model: ModelSpec): readonly RecordReference[] {
  return referencesIn(context, model, writableFields(model));
}

/** The record that the path names above those of the model. */
export function recordAbove(context: Asking, model: ModelSpec): RecordReference | undefined {
  const above = fieldOfScope(model, 'parent');
  return above && referencesIn(context, model, [above])[0];
}

/** Everything that is looked for before a record is stored: the record above first. */
export function lookedFor(context: Asking, model: ModelSpec): readonly RecordReference[] {
  const above = recordAbove(context, model);
  return [...(above === undefined ? [] : [above]), ...referencesOf(context, model)];
}

/** The same with those that the request says by itself: what they name may be gone when the record is stored. */
export function storedReferences(context: Asking, model: ModelSpec): readonly RecordReference[] {
  const stored = model.fields.filter(({ readonly, scope }) => !readonly || scope !== undefined);
  return referencesIn(context, model, stored);
}

function referencesIn(
  { pkg, conventions }: Asking,
  model: ModelSpec,
  fields: readonly Field[],
): readonly RecordReference[] {
  return fields.flatMap((field): readonly RecordReference[] => {
    const owner = pkg.first === model.name ? '' : `_of_${model.snake}`;
    if (isMany(field.type)) {
      const to = manyTarget(field.type);
      const one = singular(to.relation);
      const words = modelSpec(pascalCase(one), []);
      if (needsKey(conventions)) {
        const exists = `${one}${owner}_exists`;
        return [{ field, to, isMany: false, isEach: true, parameter: to.link.other, exists, words }];
      }
      const exists = `${to.relation}${owner}_exist`;
      return [{ field, to, isMany: true, isEach: false, parameter: field.name, exists, words }];
    }
    if (!isReference(field.type)) return [];
    const to = targetOf(field.type);
    const words = modelSpec(pascalCase(to.relation), []);
    const exists = `${to.relation}${owner}_exists`;
    return [{ field, to, isMany: false, isEach: false, parameter: field.name, exists, words }];
  });
}

/** Whether a function is one of those by which records are looked for. */
export const isExistsName = (name: string): boolean => /_exists?$/.test(name);

/** Whether what is raised for a missing record has to be told which one it is. */
export function needsKey({ raises: { missingBy }, layers }: Context['conventions']): boolean {
  return layers.kind === 'chain' && missingBy.kind !== 'http' && missingBy.given.some(({ kind }) => kind === 'key');
}

/** The class that a reference leads to, as a module of the package writes it. */
export function targetClass(context: Context, { module, name }: RefTarget): Part {
  const isOwn = module === modulePath(context, 'models');
  return isOwn ? modelOf(context, specOfClass(context.conventions, name)) : symbol(module, name);
}

/** What the record has to belong to, where it does: the reference of the model that says whose its own records are. */
export function requiredOwner(model: ModelSpec, { owner }: RefTarget): Field | undefined {
  return owner === undefined ? undefined : fieldOfScope(model, 'owner');
}

/** `customer_id: int, owner_id: int`, of the function that tells whether there is one. */
export function existsParameters(
  context: Context,
  model: ModelSpec,
  { parameter, to, isMany }: RecordReference,
): readonly Part[] {
  const owner = requiredOwner(model, to);
  const key = keyPython(to.key);
  const keyed = py`${parameter}: ${isMany ? setOf(context, key) : key}`;
  return owner !== undefined && isReference(owner.type)
    ? [keyed, py`${owner.name}: ${keyPython(targetOf(owner.type).key)}`]
    : [keyed];
}

/** `Customer.id == customer_id, Customer.owner_id == owner_id`, or `Tag.id.in_(tag_ids)`, and that none is marked as deleted. */
export function targetConditions(
  context: Context,
  target: Part,
  { to: { key, owner, deletion }, isMany }: Pick<RecordReference, 'to' | 'isMany'>,
  value: Part,
  whose: Part,
): Part {
  const keyed = isMany ? py`${target}.${key.name}.in_(${value})` : py`${target}.${key.name} == ${value}`;
  const own = owner !== undefined && py`${target}.${owner} == ${whose}`;
  return join(', ', [keyed, own, deletion && isLive(context, target, deletion)]);
}

/** What is raised where there is no such record: as for a missing record of the package itself. */
export function raiseMissingReference(context: Context, { to, words, isMany }: RecordReference, key: Part): Code {
  // Of several nobody knows which one is missing.
  return raiseMissing(context, words, isMany ? undefined : key, targetClass(context, to));
}

/** What is raised where the database says that one of them is gone: it does not say which. */
export function raiseMissingReferences(context: Context, references: readonly RecordReference[], key: Part): Part {
  const [first] = references;
  if (first === undefined) return undefined;
  const value = references.length === 1 && !first.isMany ? key : undefined;
  return raiseMissing(
    context,
    anyOf(
      context,
      references.map(({ words }) => words),
    ) ?? first.words,
    value,
    targetClass(context, first.to),
  );
}

/** The words for one of several: `Customer or warehouse`. */
export function anyOf({ conventions }: Context, words: readonly ModelSpec[]): ModelSpec | undefined {
  const [first, ...others] = words;
  if (first === undefined) return undefined;
  const titles = [first.title, ...others.map(({ title }) => title.charAt(0).toLowerCase() + title.slice(1))];
  const title = wordList(titles, languageOf(conventions.raises.missing)?.or ?? 'or');
  return { ...first, title };
}

/** Whether a delete may meet records that refer to the deleted one, and that the database keeps: not what is only marked. */
export function isKept({ pkg }: Context, model: ModelSpec): boolean {
  return model.deletion === undefined && pkg.kept?.has(model.name) === true;
}

/** `Category is still referred to` */
export function keptText(context: Context, model: ModelSpec): string {
  const { title } = modelWords(context, model);
  return (
    languageOf(context.conventions.raises.missing)?.kept.replace('{Title}', title) ?? `${title} is still referred to`
  );
}

/** Whether an integrity error is about a foreign key: drivers say so by their class or their text. */
export const isForeignKey = (error: string): string => `"foreignkey" in repr(${error}.orig).lower().replace(" ", "")`;
