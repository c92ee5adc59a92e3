/** The result of reading one value of a type. */

/** A value in its canonical spelling, or why it is none of its type. */
export type Reading = { readonly kind: 'ok'; readonly value: string } | { readonly kind: 'bad'; readonly why: string };

export const ok = (value: string): Reading => ({ kind: 'ok', value });
export const bad = (why: string): Reading => ({ kind: 'bad', why });

/** A text that both databases can store. */
export function readText(text: string): Reading {
  if (text.includes('\0')) return bad('holds a NUL character, which PostgreSQL cannot store.');
  return /\p{Surrogate}/u.test(text) ? bad('holds half of a character (a lone surrogate).') : ok(text);
}
