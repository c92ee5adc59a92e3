/** What the types of texts share: lengths, patterns, and NUL, which PostgreSQL cannot store. */
import { pythonText } from '../../naming/names.js';
import { type Field, maxLength, minLength, patternOf } from '../../request/fields.js';
import type { Context } from '../context.js';
import { mayRunPostgres, runsMySql } from '../databases.js';
import { type Part, py } from '../print/code.js';
import { pydantic, sqlalchemy } from '../print/symbols.js';
import { patternRule, refusing, rulesForm } from '../pydantic.js';
import type { Given, Input, SchemaHelper, TypeRow } from './row.js';

/** What a row of texts says where the type says nothing else. */
export const anyText: Omit<TypeRow, 'onPydantic1'> = {
  python: () => 'str',
  column: ({ field }) => py`${sqlalchemy.String}(${maxLength(field)})`,
  sqlModel: ({ field }) => [['max_length', maxLength(field)]],
  input,
  literal: (_, text) => pythonText(text),
  shown: pythonText,
  kept: pythonText,
  numbered,
  helpers: ({ field, context }) => {
    const pattern = patternOf(field);
    return pattern !== undefined && mayHoldNul(pattern) && refusesNul(context) ? [REFUSE_NUL] : [];
  },
};

/**
 * Whether schemas refuse NUL, which PostgreSQL cannot store. A host that is seen to run on another
 * database alone is spared it: on SQLite where rules are in the fields.
 */
export function refusesNul(context: Context): boolean {
  return mayRunPostgres(context) || (rulesForm(context) === 'alias' && !runsMySql(context));
}

export const lengths = (field: Field): readonly Part[] => {
  const [least = 0, most] = [minLength(field), maxLength(field)];
  return [least > 0 && `min_length=${least}`, most !== undefined && `max_length=${most}`];
};

/** A pattern as a raw string where that is the same text. */
export function rawString(pattern: string): string {
  if (!pattern.includes('\\') || !/^[\x20-\x7e]{0,60}$/.test(pattern) || /"|\\$/.test(pattern))
    return pythonText(pattern);
  return `r"${pattern}"`;
}

export const NO_NUL: string = String.raw`r"^[^\x00]*$"`;

const REFUSE_NUL: SchemaHelper = {
  name: 'refuse_nul',
  code: (context) => py`
    def refuse_nul(value: str) -> str:
        if "\\0" in value:
            msg = "may not contain NUL"
            ${refusing(context, 'msg')}
        return value
  `,
};

/** Whether a string that the pattern takes may hold NUL, which PostgreSQL cannot store. */
function mayHoldNul(pattern: string): boolean {
  const isWhole = /^\^(?:[^|]|\\\|)*\$$/.test(pattern);
  return !isWhole || /(?<!\\)(?:\.|\[\^)|\\[DSWPpxu0]/.test(pattern);
}

function input({ field, context }: Given): Input {
  const pattern = patternOf(field);
  if (pattern === undefined)
    return { type: 'str', rules: [...lengths(field), refusesNul(context) && patternRule(context, NO_NUL)] };
  return {
    type: 'str',
    rules: [...lengths(field), patternRule(context, rawString(pattern))],
    also: [mayHoldNul(pattern) && refusesNul(context) && py`${pydantic.AfterValidator}(refuse_nul)`],
  };
}

function numbered(field: Field): string | undefined {
  const [least = 1, most = 255] = [field.minLength, maxLength(field)];
  if (field.pattern !== undefined || most < 3) return undefined;
  return least > 1 ? `f"{number:0${least}}"` : 'str(number)';
}

/** What MySQL does not do with TEXT and BLOB. */
export function notByMySql({ unique, index, serverDefault }: Field): string | undefined {
  if (unique || index) return 'has an index, which MySQL makes of a str with its length';
  return serverDefault === undefined
    ? undefined
    : 'has a default of the database, which MySQL has not for it: use default=';
}

/** A field that may be of any length, as long as MySQL keeps it in a column of its plain type. */
export const boundedOnMySql = ({ context, field }: Pick<Given, 'context' | 'field'>, most: number): Field =>
  runsMySql(context) ? { ...field, maxLength: field.maxLength ?? most } : field;
