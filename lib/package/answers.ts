/** What is answered for a missing record and for a taken value: the words, and the statements that raise it. */
import { humanWords, pythonText } from '../naming/names.js';
import type { ModelSpec } from '../request/model.js';
import { type Context, jsonName, modelWords } from './context.js';
import { type Code, type Part, py } from './print/code.js';
import { fastapi } from './print/symbols.js';

/** `Invoice not found`, in the blueprint's words. */
export function notFoundText(context: Context, spec: ModelSpec): string {
  return filled(context, spec, context.conventions.raises.missing).replace('{key}', '').replace(/ {2,}/g, ' ');
}

/** What is answered when a unique value is taken: `Number is already taken`; nothing where no field is unique. */
export function takenText(context: Context, spec: ModelSpec): string | undefined {
  const names = spec.fields.filter(({ unique }) => unique).map((field) => humanWords(jsonName(field)));
  if (names.length === 0) return undefined;
  const joined = [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' or ');
  return filled(context, spec, context.conventions.raises.taken)
    .replace('{Field}', joined.charAt(0).toUpperCase() + joined.slice(1))
    .replace('{field}', joined);
}

function filled(context: Context, spec: ModelSpec, pattern: string): string {
  const { title } = modelWords(context, spec);
  return pattern.replace('{Title}', title).replace('{title}', title.charAt(0).toLowerCase() + title.slice(1));
}

/** `raise HTTPException(404, "Invoice not found")`, for the record that a key names. */
export function raiseMissing(context: Context, spec: ModelSpec, key: Part): Code {
  const { missing } = context.conventions.raises;
  const named = missing.includes('{key}') && key !== undefined;
  const text = named
    ? py`f"${filled(context, spec, missing).split('{key}')[0] ?? ''}{${key}}${filled(context, spec, missing).split('{key}')[1] ?? ''}"`
    : pythonText(notFoundText(context, spec));
  return raised(context, 404, 'HTTP_404_NOT_FOUND', text);
}

export function raiseTaken(context: Context, spec: ModelSpec): Code {
  return raised(context, 409, 'HTTP_409_CONFLICT', pythonText(takenText(context, spec) ?? ''));
}

function raised({ conventions: { raises } }: Context, number: number, name: string, text: Part): Code {
  const status = raises.status === 'number' ? String(number) : py`${fastapi.status}.${name}`;
  const given = raises.isNamed ? py`status_code=${status}, detail=${text}` : py`${status}, ${text}`;
  return py`raise ${fastapi.HTTPException}(${given})`;
}

/** The head and the last line of an `except`: `except IntegrityError as error:` with `raise … from error`. */
export function caught({ conventions }: Context, error: Part, statements: readonly Part[], raise: Part): Code {
  const { from } = conventions.raises;
  return py`
    except ${error}${from !== undefined && ` as ${from}`}:
        ${statements}
        ${raise}${from !== undefined && ` from ${from}`}
  `;
}

/** `if invoice is None:` */
export function ifMissing({ conventions }: Context, variable: Part, statement: Part): Code {
  const test = conventions.raises.test === 'not' ? py`not ${variable}` : py`${variable} is None`;
  return py`
    if ${test}:
        ${statement}
  `;
}
