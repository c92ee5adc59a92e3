import pluralize from 'pluralize';

/** What `pluralize` gets wrong: nouns with one form, short forms, and a few plurals that it cuts too far. */
const UNCOUNTABLE: ReadonlySet<string> = new Set(
  `analytics aws canvas cms css data dns electronics gps https ios js kubernetes logistics mathematics media metadata
  news os politics sms statistics tls`.split(/\s+/),
);
const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['basis', 'bases'],
  ['cache', 'caches'],
  ['cookie', 'cookies'],
  ['lens', 'lenses'],
  ['virus', 'viruses'],
]);
const IRREGULAR_PLURALS: ReadonlyMap<string, string> = new Map([...IRREGULAR].map(([one, many]) => [many, one]));

/** `HTTPServer`, `httpServer`, `http-server` and `HTTP server` are all `http_server`. */
export function snakeCase(name: string): string {
  return name
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9_]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase();
}

/** `order_items` is `OrderItems`; capitals that are there stay. */
export function pascalCase(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** One of a snake_case name: only its last word changes. */
export function singular(name: string): string {
  return lastWord(name, (word) => {
    if (UNCOUNTABLE.has(word) || IRREGULAR.has(word)) return word;
    return IRREGULAR_PLURALS.get(word) ?? pluralize.singular(word);
  });
}

/** Many of a snake_case name: only its last word changes. */
export function plural(name: string): string {
  return lastWord(name, (word) => {
    if (UNCOUNTABLE.has(word) || IRREGULAR_PLURALS.has(word)) return word;
    return IRREGULAR.get(word) ?? pluralize.plural(word);
  });
}

/** A snake_case name as a segment of a URL: `order-items`. */
export function urlSegment(name: string): string {
  return name.replaceAll('_', '-');
}

/** `OrderItem` and `order_items` as people write them: `order item`, `order items`. */
export function humanWords(name: string): string {
  return snakeCase(name).split(/_+/).join(' ');
}

/**
 * The name of an enum value's Python member: `in-progress` is `IN_PROGRESS`, `A+` is `A_PLUS`, `A-` is `A_MINUS`,
 * and what cannot start a name gets `VALUE_` in front.
 */
export function enumMember(value: string): string {
  const spelled = value
    .replace(/\+/g, '_PLUS_')
    .replace(/^-(?=.)/, 'MINUS_')
    .replace(/-$/, '_MINUS');
  const name = snakeCase(spelled).replace(/_+/g, '_').toUpperCase();
  return value.startsWith('_') || !/^[A-Z]/.test(name) ? `VALUE_${name}` : name;
}

function lastWord(name: string, change: (word: string) => string): string {
  const match = /^(.*_)?([a-z]+)$/i.exec(name);
  return match ? (match[1] ?? '') + change(match[2] ?? '') : name;
}
