/** What refers to what among everything that one run makes: what is referred to is planned first. */
import { modelNoun } from '../naming/model-class.js';
import { pascalCase, singular } from '../naming/names.js';
import { type Field, isMany, isReference } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import { scopeFields } from '../request/scopes.js';

/** What a run makes: the models of a package, or one model of it. */
export type Made = { readonly name: string; readonly models: readonly ModelSpec[] };

/** The same in an order in which each is behind what it refers to, as far as there is one. */
export function referredFirst<T>(all: readonly T[], madeOf: (each: T) => Made): readonly T[] {
  const placed: T[] = [];
  const visit = (each: T, above: readonly T[]): void => {
    if (placed.includes(each) || above.includes(each)) return;
    for (const other of all) {
      if (other !== each && refersTo(madeOf(each), madeOf(other))) visit(other, [...above, each]);
    }
    placed.push(each);
  };
  for (const each of all) visit(each, []);
  return placed;
}

const refersTo = (made: Made, other: Made): boolean => referring(made, other) !== undefined;

/** The first field of the models of a package that means a model of another one. */
export function referring({ name, models }: Made, other: Made): Field | undefined {
  return models
    .flatMap(({ fields, settings: { scopes = {} } }) => [...fields, ...scopeFields(scopes)])
    .find((field) => other.models.some((each) => isMeant(field, name, other.name, each)));
}

/** Whether a field of a package may mean a model of this run by its words. */
export function isMeant({ type }: Field, from: string, name: string, { name: model }: ModelSpec): boolean {
  if (!isReference(type) && !isMany(type)) return false;
  const isOfPackage = type.package === name || (type.package === undefined && from === name);
  // What classes are called besides their noun is the host's, and not known before it is read.
  const noun = modelNoun(model);
  if (type.model === undefined) return type.package === name && [model, noun].includes(pascalCase(singular(name)));
  return (
    [type.model, modelNoun(type.model)].some((each) => each === model || each === noun) &&
    (isOfPackage || type.package === undefined)
  );
}

/** The models of a package that records of this run refer to, so that the database does not let them be deleted. */
export function keptModels(all: readonly Made[], { name, models }: Made): ReadonlySet<string> {
  const keeps = ({ ondelete }: Field): boolean => ondelete !== 'cascade' && ondelete !== 'setnull';
  const fields = all.flatMap((made) =>
    made.models.flatMap((spec) => spec.fields.map((field) => ({ field, from: made.name }))),
  );
  const kept = models.filter((model) =>
    fields.some(({ field, from }) => isReference(field.type) && keeps(field) && isMeant(field, from, name, model)),
  );
  return new Set(kept.map((each) => each.name));
}
