/** Why a list cannot be asked for what the fields of its model say. */
import { queryNames } from '../package/filters.js';
import type { Refusal } from '../refusal.js';
import { isMany } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import { mayRunAlchemy1 } from '../style/dimensions/versions.js';
import type { Style } from '../style/style-values.js';

/** A library reads rows: of another record there is nothing in them. */
export function rowsProblem({ layers }: Style, { fields }: ModelSpec): Refusal | undefined {
  const chain = layers.kind === 'chain' ? layers.chain : [];
  const isOfRows = chain.some(({ operations: { get, list } }) =>
    [get, list].some(({ supply }) => supply?.isRight === true && supply.takesColumns),
  );
  const shown = fields.find(({ type, isEmbedded }) => isEmbedded === true || isMany(type));
  if (!isOfRows || shown === undefined) return undefined;
  const reason = `${shown.name}: records are read by a library here, which gives the columns of their table and nothing of other records.`;
  return { id: 'rows-inherited', status: 3, reason, hint: 'Leave embed and m2m out.' };
}

/** The host's own code lists, its libraries are too old, or a name is taken. */
export function listProblem({ envelope, versions, pydantic, paging }: Style, model: ModelSpec): Refusal | undefined {
  const names = queryNames(model);
  const isNarrowed = names.length > 0 || model.fields.some(({ scope }) => scope !== undefined);
  if (isNarrowed && envelope.operations.list?.isOfPage === true) {
    const reason =
      'A page of records and their number comes from a library here, and this version does not tell it which of them: by what they are asked for, or whose they are.';
    return {
      id: 'list-inherited',
      status: 3,
      reason,
      hint: 'Leave filter, sort, search, an owner and --under out.',
    };
  }
  if (names.length === 0) return undefined;
  const without = 'Leave filter, sort and search out.';
  if (pydantic === 1 || mayRunAlchemy1(versions)) {
    const reason = 'filter, sort and search are not written for Pydantic 1 and SQLAlchemy 1.4.';
    return { id: 'filters-old', status: 3, reason, hint: without };
  }
  if (envelope.total?.counts.some((count) => count?.isInherited === true) === true) {
    const reason = 'The total of the list is counted by a class of the backend, which takes no filters.';
    return { id: 'filters-inherited', status: 3, reason, hint: without };
  }
  const { skip, limit } = paging.kind === 'dependency' ? paging.sent : paging;
  const taken = names.find((name, index) => name === skip || name === limit || names.indexOf(name) < index);
  if (taken === undefined) return undefined;
  const hint = 'Give the field another name in JSON, as in alias=….';
  return { id: 'filter-name', status: 2, reason: `The list would have two parameters ${taken}.`, hint };
}
