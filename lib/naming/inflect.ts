/** Names in snake_case and PascalCase, their singular and plural, and how they are spelled in addresses and enums. */
import pluralize from 'pluralize';

/** What `pluralize` gets wrong: nouns with one form, short forms, and a few plurals that it cuts too far. */
const UNCOUNTABLE: ReadonlySet<string> = new Set(
  `acoustics analytics athletics aws cms css data dns economics electronics ethics genetics gps gymnastics https ios js
  kubernetes linguistics logistics mathematics media metadata news optics os physics politics robotics sms statistics
  tls`.split(/\s+/),
);
const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['atlas', 'atlases'],
  ['basis', 'bases'],
  ['bias', 'biases'],
  ['cache', 'caches'],
  ['canvas', 'canvases'],
  ['cookie', 'cookies'],
  ['cpu', 'cpus'],
  ['gpu', 'gpus'],
  ['lens', 'lenses'],
  ['oasis', 'oases'],
  ['sku', 'skus'],
  ['virus', 'viruses'],
]);
const IRREGULAR_PLURALS: ReadonlyMap<string, string> = new Map([...IRREGULAR].map(([one, many]) => [many, one]));

/** Endings of Spanish and Portuguese that no English word has, but for `cacao`: `direcciones`, `transacoes`. */
const ROMANCE: readonly (readonly [one: RegExp, many: RegExp, string, string])[] = [
  [/([acu])cion$/, /([acu])ciones$/, 'cion', 'ciones'],
  [/(?<!^c)([aiu])cao$/, /([aiu])coes$/, 'cao', 'coes'],
];

/** `HTTPServer`, `httpServer`, `http-server` and `HTTP server` are all `http_server`. */
export function snakeCase(name: string): string {
  return withoutAccents(name)
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9_]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase();
}

/** `order_items` is `OrderItems`; capitals that are there stay. */
export function pascalCase(name: string): string {
  return withoutAccents(name)
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** The names of a backend are asked for again and again, and each time a hundred patterns are tried. */
function remembered(spelled: (name: string) => string): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    const found = known.get(name) ?? spelled(name);
    known.set(name, found);
    return found;
  };
}

/** One of a snake_case name: only its last word changes. */
export const singular: (name: string) => string = remembered((name) =>
  lastWord(name, (word) => {
    if (UNCOUNTABLE.has(word) || IRREGULAR.has(word)) return word;
    const romance = ROMANCE.find(([, many]) => many.test(word));
    if (romance !== undefined) return word.replace(romance[1], `$1${romance[2]}`);
    return IRREGULAR_PLURALS.get(word) ?? pluralize.singular(word);
  }),
);

/** Many of a snake_case name: only its last word changes. */
export const plural: (name: string) => string = remembered((name) =>
  lastWord(name, (word) => {
    if (UNCOUNTABLE.has(word) || IRREGULAR_PLURALS.has(word)) return word;
    const romance = ROMANCE.find(([one]) => one.test(word));
    if (romance !== undefined) return word.replace(romance[0], `$1${romance[3]}`);
    return IRREGULAR.get(word) ?? pluralize.plural(word);
  }),
);

/** A snake_case name as a segment of a URL: `order-items`; `class_` is `class`. */
export function urlSegment(name: string): string {
  return name.replace(/^_+|_+$/g, '').replace(/_+/g, '-');
}

/** A segment of a URL in the singular: `order-item` of `order-items`. */
export function singularSegment(path: string): string {
  const segment = path.slice(path.lastIndexOf('/') + 1);
  const one = singular(segment.replaceAll('-', '_')).replaceAll('_', segment.includes('_') ? '_' : '-');
  return path.slice(0, path.length - segment.length) + one;
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

/** `año` is `ano`, `straße` is `strasse`. */
function withoutAccents(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæøœłđ]/gi, (letter) => {
      const plain = LETTERS.get(letter.toLowerCase()) ?? letter;
      return letter === letter.toLowerCase() ? plain : plain.charAt(0).toUpperCase() + plain.slice(1);
    });
}

const LETTERS: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['ø', 'o'],
  ['œ', 'oe'],
  ['ł', 'l'],
  ['đ', 'd'],
]);

function lastWord(name: string, change: (word: string) => string): string {
  const match = /^(.*_)?([a-z]+)$/i.exec(name);
  return match ? (match[1] ?? '') + change(match[2] ?? '') : name;
}
