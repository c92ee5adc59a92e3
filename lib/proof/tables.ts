/** What the tables of the application have to be with a plan: those that were there, and those of the new models. */
import type { Refusal } from '../refusal.js';
import type { ProofQuestion } from './question.js';
import type { Ran } from './report.js';
import { failed, listed } from './said.js';

/** Tables that were there and differ, and foreign keys that lead nowhere. */
export function changedTables({ packages }: ProofQuestion, before: Ran, after: Ran): readonly Refusal[] {
  const asked = new Map(
    packages.flatMap(({ added }) => (added === undefined ? [] : [[added.table, added.columns] as const])),
  );
  const differing = Object.entries(before.tables).filter(
    ([name, { columns }]) =>
      JSON.stringify(after.tables[name]?.columns) !==
      JSON.stringify([...new Set([...columns, ...(asked.get(name) ?? [])])].sort()),
  );
  const dangling = after.dangling.filter((each) => !before.dangling.includes(each));
  return [
    ...(differing.length === 0
      ? []
      : [failed('tables', `With this plan the table ${listed(differing.map(([name]) => name))} would change.`)]),
    ...dangling.map((each) => failed('tables', `With this plan ${each}, a table that the application does not have.`)),
  ];
}

/** New models that are not mapped, or that are not known where the blueprint's are made or migrated. */
export function unknownModels(
  { packages: all, blueprint, isRegistered }: ProofQuestion,
  after: Ran,
): readonly Refusal[] {
  const packages = all.filter(({ added }) => added === undefined);
  const classes = Object.entries(after.tables).flatMap(([table, seen]) =>
    seen.classes.map((each) => ({ ...each, table })),
  );
  const tablesOf = (owns: (path: string) => boolean, names?: readonly string[]): readonly string[] => [
    ...new Set(
      classes
        .filter(({ file, name }) => file !== null && owns(file) && names?.includes(name) !== false)
        .map(({ table }) => table),
    ),
  ];
  const shown = blueprint === undefined ? [] : tablesOf(blueprint.owns);
  return packages.flatMap(({ owns, models, name }) => {
    const own = tablesOf(owns, models.length > 0 ? models : undefined);
    const unmapped = models.filter(
      (model) => !classes.some((each) => each.name === model && each.file !== null && owns(each.file)),
    );
    if (unmapped.length > 0) {
      return [
        failed('tables', `With this plan ${listed(unmapped)} of ${name} would have no table in the application.`),
      ];
    }
    if (!isRegistered || shown.length === 0) return [];
    const knows = (tables: readonly string[], all: readonly string[]): boolean =>
      all.every((each) => tables.includes(each));
    const creations = after.created.filter((tables) => shown.some((each) => tables.includes(each)));
    const isMade = creations.length === 0 || after.created.some((tables) => knows(tables, own));
    const { migrated } = after;
    const isMigrated = !migrated || !knows(migrated, shown) || knows(migrated, own);
    return [
      ...(isMade
        ? []
        : [failed('models', `With this plan the call that makes the tables would not know ${listed(own)}.`)]),
      ...(isMigrated
        ? []
        : [
            failed(
              'models',
              `With this plan Alembic would not know ${listed(own)}: its env.py does not see the models.`,
            ),
          ]),
    ];
  });
}
