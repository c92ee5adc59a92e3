/** Names of Python with a noun in them as patterns: `get_users` is `get_{many}`, `UserService` is `{One}Service`. */
import { pascalCase, plural, singular, snakeCase } from './inflect.js';
import { modelNoun } from './model-class.js';

/** What one and many records are called, in snake_case; the first of each is used where a name is made. */
export type Nouns = { readonly one: readonly string[]; readonly many: readonly string[] };

/** The nouns of a model: `User`, and `users` for its package. */
export function nounsOf(model: string | undefined, collection: string): Nouns {
  const given = model === undefined ? [] : [snakeCase(model)];
  const bare = model === undefined ? [] : [snakeCase(modelNoun(model))];
  // `Users` is a class for one of them, too.
  const one = [...new Set([...bare, ...given, singular(collection), ...given.map(singular)])].filter(
    (each) => each !== '',
  );
  const many = [
    ...new Set([...(plural(collection) === singular(collection) ? [] : [plural(collection)]), ...one.map(plural)]),
  ];
  const short = one.flatMap((each) => SHORT[each] ?? []);
  const shown = { one: [...one, ...short], many: [...many, ...short.map(plural)] };
  return one.includes('user') ? { one: [...shown.one, ...USER.one], many: [...shown.many, ...USER.many] } : shown;
}

/** What code calls a record for short: `org_service`, `dept_id`, `txns`. Another noun is not cut like that. */
const SHORT: Readonly<Record<string, readonly string[]>> = {
  account: ['acc', 'acct'],
  appointment: ['appt'],
  category: ['cat', 'categ'],
  company: ['comp'],
  conversation: ['conv', 'convo'],
  customer: ['cust'],
  department: ['dept', 'dep'],
  document: ['doc'],
  employee: ['emp'],
  message: ['msg'],
  notification: ['notif'],
  organisation: ['org'],
  organization: ['org'],
  permission: ['perm'],
  product: ['prod'],
  project: ['proj'],
  subscription: ['sub'],
  transaction: ['txn', 'tx', 'trans'],
};

/** What a user is called in the handlers and sentences of hosts whose models have English names. */
const USER: Nouns = {
  one: ['usuario', 'usuário', 'utilisateur'],
  many: ['usuarios', 'usuários', 'utilisateurs'],
};

export function namePattern(name: string, { one, many }: Nouns): string {
  const words = [...many.map((word) => ({ word, key: 'many' })), ...one.map((word) => ({ word, key: 'one' }))];
  let pattern = name;
  for (const { word, key } of words.sort((left, right) => right.word.length - left.word.length)) {
    const [pascal, upper] = [pascalCase(word), word.toUpperCase()];
    const [title, capital] = [key.charAt(0).toUpperCase() + key.slice(1), key.toUpperCase()];
    pattern = pattern
      .replace(new RegExp(`(?<![A-Za-z0-9{])${word}(?![A-Za-z0-9}])`), `{${key}}`)
      .replace(new RegExp(`(?<!\\{)${pascal}(?![a-z0-9}])`), `{${title}}`)
      .replace(new RegExp(`(?<![A-Za-z0-9{])${upper}(?![A-Za-z0-9}])`), `{${capital}}`);
  }
  return pattern;
}

/** The same for a parameter, which may have the last word of a noun alone: `project_id`, `project_in` of learning projects. */
export function lastWordPattern(name: string, nouns: Nouns): string {
  const pattern = namePattern(name, nouns);
  const [, stem = '', end = ''] = /^([a-z]+)((?:_(?:id|pk|uuid|in|data|create|update))?)$/.exec(name) ?? [];
  const isLast = stem !== '' && nouns.one.some((one) => one.endsWith(`_${stem}`));
  return !hasNoun(pattern) && isLast ? `{one}${end}` : pattern;
}

/** The same for a longer name: `create_template`, `list_templates` of email templates. */
export function lastWordIn(name: string, nouns: Nouns): string {
  const pattern = namePattern(name, nouns);
  if (hasNoun(pattern)) return pattern;
  const lasts = (all: readonly string[]): readonly string[] =>
    all.flatMap((each) => /_([a-z]+)$/.exec(each)?.[1] ?? []);
  return namePattern(name, { one: lasts(nouns.one), many: lasts(nouns.many) });
}

/** Whether a pattern has a noun in it. */
export const hasNoun = (pattern: string): boolean => /\{(?:one|many)\}/i.test(pattern);

/** The name that a pattern gives for other nouns. */
export function fromPattern(pattern: string, one: string, many: string): string {
  return pattern
    .replaceAll('{one}', one)
    .replaceAll('{many}', many)
    .replaceAll('{One}', pascalCase(one))
    .replaceAll('{Many}', pascalCase(many))
    .replaceAll('{ONE}', one.toUpperCase())
    .replaceAll('{MANY}', many.toUpperCase());
}
