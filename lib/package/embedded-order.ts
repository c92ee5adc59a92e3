/** The order of schemas in a file: what an answer shows is defined above it. */
import { referredBy } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';

/** The pieces of all models, with those of the schemas behind the others, where an answer shows a record of another model of them. */
export function shownFirst<A extends { readonly spec: ModelSpec }, T extends { readonly id: string }>(
  asked: readonly A[],
  piecesOf: (each: A) => readonly T[],
): readonly T[] {
  const pieces = asked.flatMap(piecesOf);
  const models = asked.map(({ spec }) => spec);
  const placed: ModelSpec[] = [];
  const visit = (model: ModelSpec, above: readonly ModelSpec[]): void => {
    if (placed.includes(model) || above.includes(model)) return;
    for (const other of models) if (shows(model, other)) visit(other, [...above, model]);
    placed.push(model);
  };
  for (const model of models) visit(model, []);
  if (placed.every((model, index) => model === models[index])) return pieces;
  const ids = placed.map(({ name }) => `schemas.py:${name}`);
  const own = ids.flatMap((id) => pieces.filter((piece) => piece.id === id));
  return [...pieces.filter((piece) => !own.includes(piece)), ...own];
}

function shows({ fields }: ModelSpec, { name, table }: ModelSpec): boolean {
  return fields.some((field) => {
    const to = referredBy(field);
    return to?.shown !== undefined && to.name === name && to.table === table;
  });
}
