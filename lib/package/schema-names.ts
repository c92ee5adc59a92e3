/** What the schemas of a model are called: every printer asks here. */
import { pascalCase } from '../naming/names.js';
import { isQueried, referredBy } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import type { SchemaPatterns } from '../style/dimensions/schema-names.js';
import type { SchemaShape } from '../style/dimensions/schema-shape.js';
import type { Style } from '../style/style-values.js';

/** The patterns of the style with a model's names in them. */
export type SchemaNames = SchemaPatterns & {
  /** The name of any other class by its pattern. */
  named(pattern: string): string;
};

export type SchemaRole = 'create' | 'update' | 'read';

export function schemaNames({ conventions }: { readonly conventions: Style }, model: ModelSpec): SchemaNames {
  const { base, create, update, read, between } = conventions.schemaNames;
  const named = (pattern: string): string =>
    pattern.replace('{}', model.noun).replace('{s}', pascalCase(model.collection));
  // Beside the models a schema cannot have the name of one.
  const isBeside = conventions.modules.models === conventions.modules.schemas;
  return {
    named,
    base: base && named(base),
    create: named(create),
    update: named(update),
    read: isBeside && named(read) === model.name ? `${model.name}Read` : named(read),
    between: between && named(between),
  };
}

/** Whether there is a base, and what is in it; and whether the answer inherits from it. */
export function shapeOf({ conventions }: { readonly conventions: Style }): {
  readonly base: SchemaShape['base'] | 'none';
  readonly read: SchemaShape['read'];
  readonly isReadFirst: boolean;
  readonly hasDefaults: boolean;
} {
  const { schemaNames: names, schemaShape } = conventions;
  return names.base === undefined ? { ...schemaShape, base: 'none', read: 'own' } : schemaShape;
}

/** The schema that shows a record inside of one of the same model. */
export const summaryName = (noun: string): string => `${noun}Summary`;

/** Whether a model has such a schema: it refers to itself, and answers show what it refers to. */
export function hasSummary({ fields }: ModelSpec): boolean {
  return fields.some((field) => {
    const to = referredBy(field);
    return to?.isSelf === true && to.shown !== undefined;
  });
}

/** The names of all schemas that a model has. */
export function schemaClasses(context: { readonly conventions: Style }, model: ModelSpec): readonly string[] {
  const { named, ...names } = schemaNames(context, model);
  const answers = context.conventions.envelope.classes.map(({ pattern }) => named(pattern));
  const summary = hasSummary(model) ? [summaryName(model.noun)] : [];
  return [...Object.values(names).filter((name) => name !== undefined), ...summary, ...answers];
}

/** The class of what a list is asked for, and the enum of its orders. */
export const filtersName = ({ noun }: ModelSpec): string => `${noun}Filters`;
export const sortName = ({ noun }: ModelSpec): string => `${noun}Sort`;

/** Those of them that a model has. */
export function filterClasses(model: ModelSpec): readonly string[] {
  const { fields } = model;
  return [
    ...(fields.some(isQueried) ? [filtersName(model)] : []),
    ...(fields.some(({ isSorted }) => isSorted) ? [sortName(model)] : []),
  ];
}
