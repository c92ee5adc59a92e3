/** The defaults of columns and the rules of schemas, as words of the field language. */

/** A plain value: text, a number, a truth value, a member of an enum. */
const VALUE = /(?:"([^"\\:]*)"|'([^'\\:]*)'|(-?\d+(?:\.\d+)?)\b|(True|False)\b|[A-Z]\w*\.(\w+)\b(?!\())/.source;
const GIVEN = new RegExp(`\\b(server_default|default)\\s*=\\s*${VALUE}`);
/** `active: bool = True` of a class whose columns are its annotations. */
const ASSIGNED = new RegExp(`^\\w+\\s*:\\s*[\\w.[\\] |]+=()\\s*${VALUE}$`);

/** The default of a column, where it is a plain value. */
export function defaultIn(text: string): readonly string[] {
  const match = GIVEN.exec(text) ?? ASSIGNED.exec(text);
  if (match === null) return factoryOf(text);
  const [, word, double, single, number, truth, member] = match;
  const value = double ?? single ?? number ?? truth?.toLowerCase() ?? member?.toLowerCase();
  if (word !== '' && value === '[]') return ['default=empty'];
  return value === undefined ? [] : [`${word || 'default'}=${value}`];
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
