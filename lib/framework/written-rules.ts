/** The defaults of columns and the rules of schemas, as words of the field language. */

/** The default of a column, where it is a plain value. */
export function defaultIn(text: string): readonly string[] {
  const match =
    /\b(server_default|default)\s*=\s*(?:"([^"\\:]*)"|'([^'\\:]*)'|(-?\d+(?:\.\d+)?)\b|(True|False)\b|[A-Z]\w*\.(\w+)\b(?!\())/.exec(
      text,
    );
  if (match === null) return plainIn(text) ?? factoryOf(text);
  const [, word, double, single, number, truth, member] = match;
  const value = double ?? single ?? number ?? truth?.toLowerCase() ?? member?.toLowerCase();
  if (value === '[]') return ['default=empty'];
  return value === undefined ? [] : [`${word}=${value}`];
}

/** `active: bool = True` of a class whose columns are its annotations. */
function plainIn(text: string): readonly string[] | undefined {
  const match =
    /^\w+\s*:\s*[\w.[\] |]+=\s*(?:"([^"\\:]*)"|'([^'\\:]*)'|(-?\d+(?:\.\d+)?)|(True|False)|[A-Z]\w*\.(\w+))$/.exec(
      text,
    );
  const [, double, single, number, truth, member] = match ?? [];
  const value = double ?? single ?? number ?? truth?.toLowerCase() ?? member?.toLowerCase();
  return value === undefined ? undefined : [`default=${value}`];
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
