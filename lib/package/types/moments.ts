/** What the types of dates and times share. */
import type { Context } from '../context.js';
import { type Code, type Part, py } from '../print/code.js';
import { datetime as library, pydantic } from '../print/symbols.js';
import { utc } from '../spelling.js';

/** In JSON Schema a date-time or a time without "local" has an offset. */
export const local = (format: string): Code =>
  py`${pydantic.WithJsonSchema}({"type": "string", "format": "${format}-local"})`;

/** What a default that is made anew for each record is: `now` and `today` are UTC's. */
export function madeAnew(context: Context, name: 'now' | 'today'): Part {
  return py`lambda: ${library.datetime}.now(${utc(context)})${name === 'today' && '.date()'}`;
}

/** Before Python 3.11 `fromisoformat` reads three or six digits of a fraction and no other number. */
export function isoText(text: string): string {
  return text.replace(/\.\d+/, (fraction) => fraction.padEnd(7, '0'));
}
