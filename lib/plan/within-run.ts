/** What packages of one run take from each other: tables, classes, paths; and where in a file what is wrong was asked for. */
import { linkModel, writtenLinksOf } from '../package/links.js';
import type { Refusal } from '../refusal.js';
import { printField } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import type { PlannedPackage, ServedPath } from './plan.js';
import { isMeant, type Made } from './reference-order.js';
import type { Draft } from './request.js';

type One = PlannedPackage & { readonly draft: Draft };

/** The reasons with the place of the spec file that asks for it, where nothing of the host shows them. */
export function inSpecFile({ places }: Draft, refusals: readonly Refusal[]): readonly Refusal[] {
  if (places === undefined) return refusals;
  return refusals.map((each) => ({ ...each, at: each.at ?? places.fields.get(each.field ?? '') ?? places.at }));
}

/** What is told of a package, without fields that mean a model of this run whose package is refused: it is no missing one. */
export function apartFrom(refused: readonly Made[], own: Made, refusals: readonly Refusal[]): readonly Refusal[] {
  const isBehind = (word: string): boolean =>
    own.models
      .flatMap(({ fields }) => fields.filter((field) => printField(field) === word))
      .some((field) =>
        refused.some(({ name, models }) => models.some((model) => isMeant(field, own.name, name, model))),
      );
  return refusals.filter(({ id, field }) => id !== 'ref-unknown' || field === undefined || !isBehind(field));
}

/** Tables, classes and paths that two packages of the run would have; those of the host are looked for with each package. */
export function takenInRun(planned: readonly One[]): readonly Refusal[] {
  const taken = new Map<string, One>();
  return planned.flatMap((each) => {
    const found = claims(each).flatMap(({ key, id, what, hint }): readonly Refusal[] => {
      const other = taken.get(key);
      taken.set(key, other ?? each);
      if (other === undefined || other === each) return [];
      const { name } = other.plan;
      const reason = `${each.plan.name} needs ${what}, which ${name} of this run has.`;
      return [{ id, status: 2, reason, hint }];
    });
    return inSpecFile(each.draft, found);
  });
}

type Claim = { readonly key: string; readonly id: string; readonly what: string; readonly hint: string };

function claims({ plan: { host, models }, classes = [] }: One): readonly Claim[] {
  return [
    ...classes.flatMap(({ name, table }): readonly Claim[] => [
      { key: `${host.root} table ${table}`, id: 'table-taken', what: `the table ${table}`, hint: OTHER_MODEL },
      {
        key: `${host.root} class ${name}`,
        id: 'class-taken',
        what: `a class ${name} of the same base`,
        hint: OTHER_MODEL,
      },
    ]),
    ...models.flatMap(({ paths }) =>
      paths.map(({ path }: ServedPath): Claim => {
        const shape = path.replace(/\{[^{}]*\}/g, '{}').replace(/\/$/, '');
        return { key: `${host.app.path} path ${shape}`, id: 'path-taken', what: `the path ${path}`, hint: OTHER_PATH };
      }),
    ),
  ];
}

const OTHER_MODEL = 'Choose another name for the model, or another table with --table.';
const OTHER_PATH = 'Choose another name for the package, or another path with --path.';

/** A model and the classes that join it to others. */
export const mappedClasses = (model: ModelSpec): readonly ModelSpec[] => [
  model,
  ...writtenLinksOf(model).map(linkModel),
];
