/** Which fields are not written for a library as old as the host may have it. */
import type { Field } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import { mayRunAlchemy1 } from '../style/dimensions/versions.js';
import type { Style } from '../style/style-values.js';
import { isBeforePydantic } from './pydantic.js';
import { rowOf } from './types/table.js';

export type OldLibrary = { readonly id: string; readonly library: string; readonly reason: string };

/** The first such field of a model. */
export function oldLibraryProblem(conventions: Style, { fields }: ModelSpec): OldLibrary | undefined {
  const { pydantic, versions } = conventions;
  for (const field of mayRunAlchemy1(versions) ? fields : []) {
    const what = onSqlAlchemy1(field);
    if (what) return { id: 'versions-field', library: 'SQLAlchemy 1.4', reason: `The field ${field.name} ${what}` };
  }
  for (const { name, type } of isBeforePydantic({ conventions }, 7) ? fields : []) {
    const what = rowOf(type).onPydantic26;
    if (what) return { id: 'versions-field', library: 'Pydantic before 2.7', reason: `The field ${name} ${what}` };
  }
  for (const field of pydantic === 1 ? fields : []) {
    const what = onPydantic1(field);
    if (what) return { id: 'pydantic-field', library: 'Pydantic 1', reason: `The field ${field.name} ${what}` };
  }
  return undefined;
}

function onSqlAlchemy1({ type, column }: Field): string | undefined {
  return rowOf(type).onSqlAlchemy1 ?? (column === undefined ? undefined : 'has a column name of its own');
}

function onPydantic1(field: Field): string | undefined {
  if (field.alias !== undefined) return 'has an alias';
  if (field.pattern !== undefined) return 'has a pattern';
  return rowOf(field.type).onPydantic1(field);
}
