/** What is said differently to Pydantic 1 and 2, and which fields are not written for the first. */
import type { ModelSpec } from '../request/model.js';
import { BOUNDS } from '../request/types/typed-field.js';
import type { Style } from '../style/style-values.js';

type Of = { readonly conventions: Style };

/** Where the rules of a field are; Pydantic 1 does not read them in the types that have names. */
export const rulesForm = ({ conventions }: Of): Style['constraints']['form'] =>
  conventions.pydantic === 1 ? 'field' : conventions.constraints.form;

/** The argument of `Field` that is a regular expression. */
export const patternKeyword = ({ conventions }: Of): string => (conventions.pydantic === 1 ? 'regex' : 'pattern');

/** Types whose values Pydantic 1 reads and shows as the tests and the database expect. */
const OLD_KINDS: ReadonlySet<string> = new Set(
  'str text int bigint smallint float decimal bool date uuid email enum enum.class'.split(' '),
);
// Pydantic 1 answers a decimal as a float.
const FLOAT_DIGITS = 15;

export type OldLibrary = { readonly id: string; readonly library: string; readonly reason: string };

/** The first field of a model that is not written for a library as old as the host may have it. */
export function oldLibraryProblem({ pydantic, versions }: Style, { fields }: ModelSpec): OldLibrary | undefined {
  const isOldAlchemy = versions.sqlalchemy !== undefined && versions.sqlalchemy[0] < 2;
  for (const { name, type, column } of isOldAlchemy ? fields : []) {
    const what = type.kind === 'uuid' ? 'is of the type uuid' : column !== undefined && 'has a column name of its own';
    if (what) return { id: 'versions-field', library: 'SQLAlchemy 1.4', reason: `The field ${name} ${what}` };
  }
  for (const field of pydantic === 1 ? fields : []) {
    const reason = oldReason(field);
    if (reason === undefined) continue;
    return { id: 'pydantic-field', library: 'Pydantic 1', reason: `The field ${field.name} ${reason}` };
  }
  return undefined;
}

function oldReason(field: ModelSpec['fields'][number]): string | undefined {
  const { type, alias, pattern } = field;
  if (alias !== undefined) return 'has an alias';
  if (pattern !== undefined) return 'has a pattern';
  if (type.kind === 'decimal' && type.precision > FLOAT_DIGITS) return 'has more digits than an answer keeps';
  if (type.kind === 'date' && BOUNDS.some((bound) => field[bound] !== undefined)) return 'is a date with a bound';
  return OLD_KINDS.has(type.kind) ? undefined : `is of the type ${type.kind}`;
}
