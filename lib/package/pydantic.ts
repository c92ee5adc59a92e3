/** What is said differently to Pydantic 1 and 2. */
import type { Style } from '../style/style-values.js';

type Of = { readonly conventions: Style };

/** Where the rules of a field are; Pydantic 1 does not read them in the types that have names. */
export const rulesForm = ({ conventions }: Of): Style['constraints']['form'] =>
  conventions.pydantic === 1 ? 'field' : conventions.constraints.form;

/** The argument of `Field` that is a regular expression. */
export const patternKeyword = ({ conventions }: Of): string => (conventions.pydantic === 1 ? 'regex' : 'pattern');
