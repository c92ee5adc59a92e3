/** A docstring in the blueprint's form. */
import type { Docstring } from '../../style/docstrings.js';
import { type Part, py } from './code.js';

export const docstringText = ({ text, form }: Docstring): string =>
  form === 'line' ? `"""${text}"""` : `"""\n${text}\n"""`;

/** The same as a part of code. */
export const docstringCode = (doc: Docstring): Part => py`${docstringText(doc)}`;

/** The same at the head of a class, with an empty line below. */
export const classDocstring = (doc: Docstring | undefined): Part =>
  doc === undefined
    ? undefined
    : py`
      ${docstringCode(doc)}

    `;
