/** What a column that people have written holds, as a type of the field language. */
import { type MappedTable, type ModelColumn, referredBy } from './mapped-models.js';

export function writtenType(
  column: ModelColumn,
  all: readonly MappedTable[],
  told: string,
): { readonly type: string; readonly isReference: boolean } {
  const referred = referredBy(column);
  if (referred !== undefined && column.name.endsWith('_id')) {
    const [table] = referred.to.split('.').slice(-2);
    const target = all.find(
      (each) =>
        each.table.isClass &&
        (referred.isClass ? each.table.name === referred.to.split('.')[0] : each.databaseName === table),
    );
    if (target !== undefined) return { type: `ref.${target.table.name}`, isReference: true };
  }
  if (JSON_IN_TEXT.test(told)) return { type: 'json', isReference: false };
  const text = `${column.column.type} ${column.node.text.replace(MADE, '')}`;
  const list = LIST.exec(text) ?? (/\bJSONB?\b/.test(text) ? LIST.exec(told) : null);
  const item = list === null ? undefined : ITEMS[list[1] ?? ''];
  if (item !== undefined) return { type: `list.${sizedItem(item, told)}`, isReference: false };
  for (const [pattern, type] of TYPES) {
    const match = pattern.exec(text);
    if (match !== null) return { type: type(match, told), isReference: false };
  }
  return { type: 'str', isReference: false };
}

type Read = (match: RegExpExecArray, told: string) => string;

/** What makes a value says nothing of its type: `default=lambda: datetime.now(UTC).date()`. */
const MADE = /\b(?:default|default_factory|onupdate|server_default)\s*=\s*(?:lambda\b[^,]*|[\w.]+(?:\([^()]*\))*)/g;

/** Any JSON, which is kept as its text. */
const JSON_IN_TEXT = /\bJson\[|\bcheck_json\b/;

/** A list in an annotation: of the column, or of the schemas where the column only says that it is JSON. */
const LIST = /\b[Ll]ist\[\s*(?:Annotated\[\s*)?(?:\w+\.)?(\w+)/;

const ITEMS: Readonly<Record<string, string>> = {
  ...{ str: 'str', int: 'int', bool: 'bool', float: 'float', Decimal: 'decimal', FiniteFloat: 'float' },
  ...{
    date: 'date',
    datetime: 'datetime',
    AwareDatetime: 'datetime',
    NaiveDatetime: 'datetime.naive',
    time: 'time',
    timedelta: 'timedelta',
    UUID: 'uuid',
    EmailStr: 'email',
  },
};

/** The type of items with what the schemas say of their size. */
function sizedItem(item: string, told: string): string {
  if (item === 'decimal') {
    const [, all, places] = DIGITS.exec(told) ?? [];
    return all === undefined ? item : `decimal.${all}.${places}`;
  }
  if (item === 'int') return /2\s*\*\*\s*63/.test(told) ? 'bigint' : /2\s*\*\*\s*15/.test(told) ? 'smallint' : item;
  if (item === 'datetime') return /\bNaiveDatetime\b/.test(told) ? 'datetime.naive' : item;
  if (item !== 'str') return item;
  const kind = textType(told, undefined);
  if (kind !== 'str') return kind;
  const most = MOST_LETTERS.exec(told)?.[1];
  return most === undefined ? 'text' : `str.${most}`;
}

const DIGITS = /\bmax_digits\s*=\s*(\d+),\s*decimal_places\s*=\s*(\d+)/;
const MOST_LETTERS = /\bmax_length\s*=\s*(\d+)/;

const TYPES: readonly (readonly [RegExp, Read])[] = [
  [/\bEnum\(\s*(?:\w+\.)*([A-Z]\w*)/, ([, name]) => `enum.${name}`],
  [/\b(?:JSONB?|dict|Dict)\b/, () => 'json'],
  [/\b(?:LargeBinary|bytes|BYTEA)\b/, () => 'bytes'],
  [/\b(?:Interval|timedelta)\b/, () => 'timedelta'],
  [
    /\b(?:DateTime|TIMESTAMP|datetime|Utc\w*)\b/,
    ({ input }) => (/timezone\s*=\s*True|Utc\w*|DateTime\(True/.test(input) ? 'datetime' : 'datetime.naive'),
  ],
  [/\b(?:Date|date)\b/, () => 'date'],
  [/\b(?:Time|time)\b/, () => 'time'],
  [/\b(?:Boolean|bool)\b/, () => 'bool'],
  [/\b(?:Uuid|UUID|GUID)\b/, () => 'uuid'],
  [
    /\b(?:Numeric|DECIMAL|NUMERIC)\(\s*(?:precision\s*=\s*)?(\d+)\s*,\s*(?:scale\s*=\s*)?(\d+)/,
    ([, all, places]) => `decimal.${all}.${places}`,
  ],
  [/\bmax_digits\s*=\s*(\d+).*\bdecimal_places\s*=\s*(\d+)/, ([, all, places]) => `decimal.${all}.${places}`],
  [/\b(?:Numeric|Decimal)\b/, () => 'decimal'],
  [/\b(?:Float|Double|float|REAL)\b/, () => 'float'],
  [/\bBig(?:Integer|Int)\b|\bBIGINT\b/, () => 'bigint'],
  [/\bSmallInteger\b|\bSMALLINT\b/, () => 'smallint'],
  [/\b(?:Integer|int|INTEGER)\b/, () => 'int'],
  [/\bText\b/, () => 'text'],
  [/\b(?:String|Unicode|VARCHAR|AutoString)\(\s*(?:length\s*=\s*)?(\d+)/, ([, most], told) => textType(told, most)],
  [MOST_LETTERS, ([, most], told) => textType(told, most)],
  [/\b(?:str|String)\b/, (_, told) => textType(told, undefined)],
];

function textType(told: string, most: string | undefined): string {
  if (/\bEmailStr\b/.test(told)) return 'email';
  if (/\b(?:Any)?(?:Http)?Url\b|canonical_url/.test(told)) return 'url';
  if (/\[a-z0-9\]\+\(\?:-/.test(told)) return 'slug';
  if (/\brepr\s*=\s*False\b/.test(told)) {
    // A hash is as long as its function makes it, and longer than what is sent.
    const lengths = [...told.matchAll(/\bmax_length\s*=\s*(\d+)/g)].map(([, length]) => Number(length));
    return `secret.${lengths.length > 0 ? Math.min(...lengths) : (most ?? 255)}`;
  }
  return most === undefined ? 'str' : `str.${most}`;
}
