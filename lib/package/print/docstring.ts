/** A docstring in the blueprint's form. */
import type { Docstring } from '../../style/docstrings.js';
import { type Part, py } from './code.js';

export function docstringCode({ text, form }: Docstring): Part {
  return form === 'line'
    ? `"""${text}"""`
    : py`
      """
      ${text}
      """
    `;
}

/** The same at the head of a class, with an empty line below. */
export const classDocstring = (doc: Docstring | undefined): Part =>
  doc === undefined
    ? undefined
    : py`
      ${docstringCode(doc)}

    `;
