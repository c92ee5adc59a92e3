/** The defaults of columns and the rules of schemas, as words of the field language. */
import { stringValue } from '../python/string-value.js';

/** A plain value: text, a number, a truth value, a member of an enum, or a call that makes one of a text or of numbers. */
const VALUE = String.raw`(?:"([^"\\]*)"|'([^'\\]*)'|(-?\d+(?:\.\d+)?)\b|(True|False)\b|(true|false)\(\)|[A-Z]\w*\.(\w+)\b(?!\()|(?:\w+\.)*(?:text|Decimal|UUID|fromisoformat)\(\s*["']([^"'\\]*)["']\s*\)|(?:\w+\.)*date\(([\d, ]+)\)|(?:\w+\.)*func\.(now|current_date)\(\))`;
const GIVEN = new RegExp(`\\b(server_default|default)["']?\\s*[=:]\\s*${VALUE}`);
/** `active: bool = True` of a class whose columns are its annotations. */
const ASSIGNED = new RegExp(`^\\w+\\s*:\\s*[\\w.[\\] |]+=()\\s*${VALUE}$`);

/** The default of a column, where it is a plain value. */
export function defaultIn(text: string): readonly string[] {
  const match = GIVEN.exec(text) ?? ASSIGNED.exec(text);
  if (match === null) return factoryOf(text);
  const [, word, double, single, number, truth, sql, member, made, day, moment] = match;
  const value =
    double ?? single ?? number ?? truth?.toLowerCase() ?? sql ?? member?.toLowerCase() ?? madeOf(made) ?? dayOf(day);
  if (moment !== undefined) return [`${word}=${moment === 'now' ? 'now' : 'today'}`];
  if (word !== '' && value === '[]') return [`${word === 'server_default' ? word : 'default'}=empty`];
  return value === undefined ? [] : [`${word || 'default'}=${value.replaceAll(':', '::')}`];
}

/** What `text("…")` or a type is made of: a number, or a text in quotes of SQL. */
function madeOf(text: string | undefined): string | undefined {
  if (text === '(CURRENT_DATE)') return 'today';
  return text?.replace(/^'(.*)'$/, '$1');
}

/** `2024, 1, 31` as `2024-01-31`. */
function dayOf(numbers: string | undefined): string | undefined {
  const [year, month, day] = numbers?.split(',').map((each) => each.trim()) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  return `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** The words for what makes a value anew. */
const FACTORIES: readonly (readonly [RegExp, string])[] = [
  [/\.date\(\)|\bdate\.today\b/, 'today'],
  [/\b(?:utc)?now\b/, 'now'],
  [/\buuid4\b/, 'uuid4'],
  [/^list\b|\[\]/, 'empty'],
];

function factoryOf(text: string): readonly string[] {
  const made = /\bdefault(?:_factory)?\s*=\s*(?:lambda\s*:\s*)?([\w.[\]]+(?:\([^()]*\))*(?:\.\w+\(\))*)/.exec(
    text,
  )?.[1];
  const word = FACTORIES.find(([pattern]) => made !== undefined && pattern.test(made))?.[1];
  return word === undefined ? [] : [`default=${word}`];
}

/** What its schemas check besides. */
export function rulesIn(told: string): readonly string[] {
  const bounds = ['ge', 'gt', 'le', 'lt'].flatMap((bound) => {
    const value = new RegExp(`\\b${bound}\\s*=\\s*(?:Decimal\\()?["']?(-?[\\d.]+)(?![\\d.]|\\s*\\*\\*)`).exec(
      told,
    )?.[1];
    return value === undefined ? [] : [`${bound}=${value}`];
  });
  const least = /\bmin_length\s*=\s*(\d+)/.exec(told)?.[1];
  return [
    ...bounds,
    ...(least === undefined || least === '1' ? [] : [`min_length=${least}`]),
    ...patternIn(told),
    ...aliasIn(told),
  ];
}

/** What the field is, as its column's comment says it. */
export function docIn(text: string): readonly string[] {
  const literal = /\bcomment["']?\s*[=:]\s*("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')/.exec(text)?.[1];
  const doc = literal === undefined ? undefined : stringValue(literal);
  return doc === undefined || doc === '' ? [] : [`doc=${doc.replaceAll(':', '::')}`];
}

/** What a type has for its length where nothing else is asked for. */
const USUAL: Readonly<Record<string, number>> = { email: 320, url: 2083, text: 16_383, bytes: 65_535 };

/** The most of what has a length as a modifier, and an empty text where that may be sent. */
export function lengthIn(told: string, type: string, isEmptyByDefault: boolean): readonly string[] {
  const [kind = ''] = type.split('.');
  const most = /\bmax_length\s*=\s*(\d+)/.exec(told)?.[1];
  if (kind in USUAL) return most === undefined || Number(most) === USUAL[kind] ? [] : [`max_length=${most}`];
  const takesEmpty = most !== undefined && !isEmptyByDefault && !/\bmin_length\b/.test(told);
  return kind === 'str' && takesEmpty ? ['min_length=0'] : [];
}

/** What it is called in JSON: what is said of answers alone is their own. */
function aliasIn(told: string): readonly string[] {
  const name = /\balias\s*=\s*["']([^"'\\:]+)["']/.exec(told)?.[1];
  return name === undefined ? [] : [`alias=${name}`];
}

/** A regular expression that the field has by itself: not one against NUL, and not that of a slug. */
function patternIn(told: string): readonly string[] {
  const all = told.matchAll(/\b(?:pattern|regex)\b["']?\s*[=:]\s*(r?)(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)')/g);
  for (const [, raw, double, single] of all) {
    const written = double ?? single ?? '';
    const pattern = raw === 'r' ? written : written.replaceAll('\\\\', '\\');
    if (/\\x00|\[a-z0-9\]\+\(\?:-/.test(pattern)) continue;
    return [`pattern=${pattern.replaceAll(':', '::')}`];
  }
  return [];
}
