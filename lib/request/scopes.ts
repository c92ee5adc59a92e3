/** The records that a request names by itself: the caller, whose record it is, and the record of the path above. */
import { pythonString } from '../naming/literals.js';
import { singular, snakeCase } from '../naming/names.js';
import { type Field, printType } from './field.js';
import { parseField } from './fields.js';

/** Their models as they are written: `users.User`. */
export type Scopes = { readonly owner?: string; readonly under?: string };

type Wrong = (id: string, reason: string, hint: string) => void;

type Option = keyof Scopes;

const OPTIONS: Readonly<Record<Option, { readonly scope: NonNullable<Field['scope']>; readonly example: string }>> = {
  under: {
    scope: 'parent',
    example: 'Name the model whose records are above in the path, as in --under=invoices.Invoice.',
  },
  owner: { scope: 'owner', example: 'Name the model of the callers, as in --owner=users.User.' },
};

const ORDER = ['under', 'owner'] as const;

/** What is asked for; a word that names no model is told. */
export function readScopes(input: Scopes, wrong: Wrong): Scopes {
  const scopes: { [Each in Option]?: string } = {};
  for (const option of ORDER) {
    const word = input[option];
    if (word === undefined) continue;
    if (scopeField(option, word) !== undefined) scopes[option] = word;
    else {
      const reason = `--${option}=${word}: ${pythonString(word)} names no model.`;
      wrong(`${option}-wrong`, reason, OPTIONS[option].example);
    }
  }
  return scopes;
}

/** The field of a model that says whose its records are, or what they are below. */
export const fieldOfScope = (
  { fields }: { readonly fields: readonly Field[] },
  scope: NonNullable<Field['scope']>,
): Field | undefined => fields.find((field) => field.scope === scope);

/** Their fields: references that no client sends. */
export function scopeFields(scopes: Scopes): readonly Field[] {
  return ORDER.flatMap((option) => {
    const word = scopes[option];
    return word === undefined ? [] : (scopeField(option, word) ?? []);
  });
}

/** The option that a field was made for, as it is written: `--owner=users.User`. */
export function scopeOption({ scope, type }: Field): string {
  const option = ORDER.find((each) => OPTIONS[each].scope === scope) ?? 'owner';
  return `--${option}=${printType(type).slice('ref.'.length)}`;
}

/** A record is gone with what it belongs to. */
function scopeField(option: Option, word: string): Field | undefined {
  const name = option === 'owner' ? option : snakeCase(singular(word.split('.').at(-1) ?? ''));
  const { field } = parseField(`${name}:ref.${word}:ondelete=cascade`);
  return field && { ...field, readonly: true, scope: OPTIONS[option].scope };
}
