/** What is answered for a missing record and for a taken value: the words, and the statements that raise it. */

import { argumentText, humanWords, pascalCase } from '../naming/names.js';
import { withArticleOf, wordList } from '../naming/phrase.js';
import type { Field } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import type { ExceptionArgument } from '../style/exception-arguments.js';
import type { ExceptionForm } from '../style/exception-forms.js';
import { languageOf } from '../style/languages.js';
import { type Context, jsonName, modelWords } from './context.js';
import { keyOf } from './key.js';
import { nameFor } from './layers.js';
import { modelOf } from './modules.js';
import { type Code, join, type Part, py, symbol } from './print/code.js';
import { fastapi } from './print/symbols.js';
import { elsewhere } from './reach.js';
import { statusOf } from './spelling.js';

/** What an answer is about: the key that was asked for, or the value that is taken, where these are known. */
export type About = { readonly key?: Part; readonly value?: Part; readonly model?: Part };

export type AnswerKind = 'missing' | 'taken';

const STATUS = { missing: [404, 'HTTP_404_NOT_FOUND'], taken: [409, 'HTTP_409_CONFLICT'] } as const;

/** `Invoice not found`, in the blueprint's words. */
export function notFoundText(context: Context, spec: ModelSpec): string {
  return withoutValues(filled(context, spec, context.conventions.raises.missing));
}

/** What is answered when a unique value is taken: `Number is already taken`; nothing where no field is unique. */
export function takenText(context: Context, spec: ModelSpec): string | undefined {
  if (!mayBeTaken(spec)) return undefined;
  return withoutValues(filled(context, spec, context.conventions.raises.taken));
}

/** What says which key follows: `with ID`. */
const KEY_WORDS = / (?:\(|(?:with|by|for|having)(?: the| this)? )(?:id|key|uuid)[:=#]? ?["']?\{key\}["']?\)?/gi;

const withoutValues = (phrase: string): string =>
  phrase
    .replace(KEY_WORDS, '')
    .replace(/ ?["']?\{(?:key|value)\}["']?/g, '')
    .trim();

const uniqueFields = ({ fields }: ModelSpec): readonly Field[] => fields.filter(({ unique }) => unique);

/** Whether a record may be refused for what another one has. */
export const mayBeTaken = (spec: ModelSpec): boolean =>
  uniqueFields(spec).length > 0 || spec.settings.uniques.length > 0;

/** The only unique field: of several nobody knows which one is taken. */
export function takenField(spec: ModelSpec): Field | undefined {
  const [field, ...others] = uniqueFields(spec);
  return others.length === 0 && spec.settings.uniques.length === 0 ? field : undefined;
}

function filled(context: Context, spec: ModelSpec, phrase: string): string {
  const { title } = modelWords(context, spec);
  const language = languageOf(phrase);
  const words = (field: Pick<Field, 'name' | 'alias'>): string => humanWords(jsonName(field));
  const groups = spec.settings.uniques.map((group) => {
    const fields = group.map((name) => spec.fields.find((field) => field.name === name) ?? { name, scope: undefined });
    // Nobody has to be told that a record is their own.
    const each = fields.filter(({ scope }) => scope === undefined).map(words);
    if (language !== undefined) return each.join(' + ');
    return each.length === 1 ? (each[0] ?? '') : `combination of ${wordList(each)}`;
  });
  const names = [...uniqueFields(spec).map(words), ...groups];
  const joined = wordList(names, language?.or ?? 'or');
  const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  const code = [
    ...uniqueFields(spec).map(({ name }) => name),
    ...spec.settings.uniques.map((group) => group.join('_and_')),
  ];
  const named = nameFor(context, spec, phrase);
  const said = ENGLISH.test(named) ? withArticleOf(withArticleOf(named, '[Tt]itle', title), '[Ff]ield', joined) : named;
  return said
    .replaceAll('{field_name}', code.join('_or_'))
    .replaceAll('{FIELD_NAME}', code.join('_or_').toUpperCase())
    .replaceAll('{Title}', title)
    .replaceAll('{title}', title.charAt(0).toLowerCase() + title.slice(1))
    .replaceAll('{Field}', capital(joined))
    .replaceAll('{field}', joined);
}

/** In other languages an `a` is no article, or goes with another word. */
const ENGLISH = /\b(?:already|does|exists|found|is|with this)\b/;

/** A phrase as a Python string, an f-string where it has a value in it. */
function textCode(context: Context, spec: ModelSpec, phrase: string, { key, value }: About): Part {
  const text = filled(context, spec, phrase);
  const [before = '', placeholder, after = ''] = text.split(/\{(key|value)\}/);
  const part = placeholder === 'key' ? key : placeholder === 'value' ? value : undefined;
  if (part === undefined || /["\\]/.test(text)) return argumentText(withoutValues(text));
  return py`f"${before}{${part}}${after}"`;
}

/** `raise HTTPException(404, "Invoice not found")`, for the record that a key names. */
export function raiseMissing(context: Context, spec: ModelSpec, key: Part, model?: Part): Code {
  return raised(context, spec, 'missing', { key, model });
}

/** The same for the value of the unique field; nothing where it is not known. */
export function raiseTaken(context: Context, spec: ModelSpec, value: Part): Code {
  return raised(context, spec, 'taken', takenField(spec) === undefined ? {} : { value });
}

function raised(context: Context, spec: ModelSpec, kind: AnswerKind, about: About): Code {
  const { raises } = context.conventions;
  const form = raises[`${kind}By`];
  if (form.kind === 'http') {
    const text = textCode(context, spec, raises[kind], about);
    const status = statusCode(context, kind);
    const detail = raises.isDetailNamed ? py`detail=${text}` : text;
    const given = raises.isNamed ? py`status_code=${status}, detail=${text}` : py`${status}, ${detail}`;
    return py`raise ${fastapi.HTTPException}(${given})`;
  }
  const name =
    form.kind === 'host'
      ? symbol(form.source.module, form.source.name)
      : elsewhere(context, form.module, exceptionName(context, spec, form));
  const given = argumentList(context, spec, kind, form.given, about);
  return form.isCalled ? py`raise ${name}(${given})` : py`raise ${name}`;
}

function statusCode({ conventions: { raises } }: Context, kind: AnswerKind): Part {
  const [number, name] = STATUS[kind];
  return statusOf(raises.status, number, name);
}

export function argumentList(
  context: Context,
  spec: ModelSpec,
  kind: AnswerKind,
  given: readonly ExceptionArgument[],
  about: About,
): Code {
  return join(
    ', ',
    given.map((argument) => {
      const value = argumentCode(context, spec, kind, argument, about);
      return argument.name === undefined || value === undefined ? value : py`${argument.name}=${value}`;
    }),
  );
}

export function argumentCode(
  context: Context,
  spec: ModelSpec,
  kind: AnswerKind,
  argument: ExceptionArgument,
  about: About,
): Part {
  if (argument.kind === 'text') return textCode(context, spec, argument.text ?? '', about);
  if (argument.kind === 'status') return statusCode(context, kind);
  if (argument.kind === 'model') return about.model ?? modelOf(context, spec);
  if (argument.kind === 'details') {
    const entries = (argument.entries ?? []).map((each) => {
      const value = argumentCode(context, spec, kind, each, about);
      return value === undefined ? undefined : py`${textCode(context, spec, each.name, {})}: ${value}`;
    });
    return entries.includes(undefined) ? undefined : py`{${join(', ', entries)}}`;
  }
  const value = about[argument.kind];
  const isMade = argument.kind === 'key' && argument.isString === true && keyOf(context).python !== 'str';
  return isMade && value !== undefined ? py`str(${value})` : value;
}

export type OwnForm = Extract<ExceptionForm, { kind: 'own' }>;

/** `InvoiceNotFound`, `NumberTaken` */
export function exceptionName(context: Context, spec: ModelSpec, { name }: OwnForm): string {
  const field = takenField(spec);
  return nameFor(context, spec, name.replace('{Field}', field === undefined ? '{One}' : pascalCase(field.name)));
}

/** The head and the last line of an `except`: `except IntegrityError as error:` with `raise … from error`. */
export function caught({ conventions }: Context, error: Part, statements: readonly Part[], raise: Part): Code {
  const { from } = conventions.raises;
  return py`
    except ${error}${from !== undefined && from !== 'None' && ` as ${from}`}:
        ${statements}
        ${raise}${from !== undefined && raise !== 'raise' && ` from ${from}`}
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
