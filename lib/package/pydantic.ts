/** What is said differently to Pydantic 1 and 2. */
import type { Style } from '../style/style-values.js';
import { type Part, type PySymbol, py } from './print/code.js';
import { pydantic, pydanticCore, sqlmodel } from './print/symbols.js';

type Of = { readonly conventions: Style };

/** Where the rules of a field are; Pydantic 1 does not read them in the types that have names. */
export const rulesForm = ({ conventions }: Of): Style['constraints']['form'] =>
  conventions.pydantic === 1 ? 'field' : conventions.constraints.form;

/** Whether the host may have a Pydantic 2 older than the given minor version. */
export function isBeforePydantic({ conventions: { pydantic, versions } }: Of, minor: number): boolean {
  return pydantic === 2 && versions.pydantic !== undefined && versions.pydantic[1] < minor;
}

/** Whether the schemas are in one module with models of SQLModel: then both have its `Field`. */
export const isWithModels = ({ conventions: { orm, modules } }: Of): boolean =>
  orm === 'sqlmodel' && modules.schemas === modules.models;

/** The `Field` of a schema. */
export const schemaField = (of: Of): PySymbol => (isWithModels(of) ? sqlmodel.Field : pydantic.Field);

/** The regular expression of what FastAPI reads from a path or a query: an old one knows no `pattern`, and lets everything in. */
export const parameterPattern = ({ conventions }: Of, pattern: string): string =>
  `${conventions.pydantic === 1 ? 'regex' : 'pattern'}=${pattern}`;

/** The argument of `Field` that is a regular expression; that of SQLModel does not know `pattern`. */
export function patternRule(of: Of, pattern: string): string {
  if (of.conventions.pydantic === 1) return `regex=${pattern}`;
  return isWithModels(of) ? `schema_extra={"pattern": ${pattern}}` : `pattern=${pattern}`;
}

/** What a validator raises: an answer that shows errors as they are has no JSON for the ValueError in one. */
export function refusing({ conventions }: Of, text: Part): Part {
  const isRaw = conventions.invalid.isRaw === true && conventions.pydantic === 2;
  return isRaw ? py`raise ${pydanticCore.PydanticCustomError}("value_error", ${text})` : py`raise ValueError(${text})`;
}
