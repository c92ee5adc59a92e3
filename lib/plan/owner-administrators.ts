/** Records that belong to callers in a package whose blueprint lets in administrators alone: told with what could be followed. */
import { isForAdministrators } from '../framework/guards.js';
import { columnsIn, mappedTables } from '../framework/mapped-models.js';
import type { Operation } from '../framework/operations.js';
import { parentOf } from '../framework/stored-rows.js';
import { withCapitalArticle, wordList } from '../naming/phrase.js';
import { referredBy } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import { fieldOfScope } from '../request/scopes.js';
import { OPERATIONS } from '../style/operations.js';
import { guardsOf } from '../style/security-of.js';
import type { Style } from '../style/style-values.js';
import type { Host } from '../wiring/host.js';

const MOST_NAMED = 3;

/** What administrators alone may do with records that are each caller's own, in sentences. */
export function administratorNotes(host: Host, style: Style, specs: readonly ModelSpec[]): readonly string[] {
  return specs.slice(0, 1).flatMap((spec) => {
    const field = fieldOfScope(spec, 'owner');
    const owner = field === undefined ? undefined : referredBy(field);
    const kept = OPERATIONS.filter((operation) => keptBy(style, operation) !== undefined);
    const [first] = kept;
    const at = first === undefined ? undefined : keptBy(style, first);
    if (owner === undefined || at === undefined) return [];
    const all = mappedTables(host.code);
    const owned = all.filter(({ table }) =>
      columnsIn(table, host.code).some((column) => {
        const parent = parentOf(column, all, host.code)?.table;
        return parent?.name === owner.name && parent.module.module === owner.module && table.name !== owner.name;
      }),
    );
    const names = owned.slice(0, MOST_NAMED).map(({ table }) => table.name);
    const like = wordList(names, 'or');
    const way = like === '' ? '' : ` --like takes another package, as one that has ${like}.`;
    return [
      `${withCapitalArticle(spec.name)} belongs to its caller, but administrators alone may ${wordList(kept)} one, as in the blueprint (${at}).${way}`,
    ];
  });
}

/** The place of what lets in administrators alone. */
function keptBy({ security, guardsAbove }: Style, operation: Operation): string | undefined {
  const guard = [...guardsAbove, ...security.router, ...guardsOf(security, operation)].find(isForAdministrators);
  const check = (security.checks[operation] ?? []).find(({ text }) =>
    isForAdministrators({ text, source: undefined, member: undefined }),
  );
  return guard?.at ?? check?.at;
}
