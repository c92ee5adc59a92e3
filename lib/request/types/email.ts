/** `email`: a plain address, as `email-validator` accepts it. */
import { pythonString } from '../../naming/literals.js';
import { plainly } from './arguments.js';
import { bad, ok, type Reading } from './reading.js';
import { sequence } from './texts.js';
import type { TypeRules } from './type-rules.js';

export type EmailType = { readonly kind: 'email' };

/** Domains that `email-validator` refuses because nobody can have a mailbox there. */
const NO_MAILBOX = /(?:^|\.)(?:arpa|example|invalid|local|localhost|onion|test)$/;

export const email: TypeRules<EmailType> = {
  isSearchable: true,
  read: plainly({ kind: 'email' }),
  isCheckedAddress: () => true,
  foreign: 'emailstr emailfield mail',
  value: (_, text) => readEmail(text),
  // Of fewer characters there may be no address; the standard allows no more than 320.
  lengths: { unit: 'characters', max: 20, most: () => 320 },
  samples: (_, count) => sequence(count, (index) => pythonString(`user${index + 1}@example.com`)),
  invalid: () => [
    { value: '1', why: 'wrong type' },
    { value: '"x"', why: 'no address' },
  ],
};

/** The domain in small letters, as `email-validator` answers it. */
function readEmail(text: string): Reading {
  const match = /^([A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*)@((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,63})$/i.exec(
    text.length > 320 ? '' : text,
  );
  const domain = match?.[2]?.toLowerCase() ?? '';
  const isTooLong = (match?.[1]?.length ?? 0) > 64 || domain.length > 253 || text.length > 254;
  if (match === null || isTooLong || domain.split('.').some((label) => label.length > 63 || label.startsWith('xn--'))) {
    return bad('is no plain email address, like ada@example.com.');
  }
  if (NO_MAILBOX.test(domain)) return bad(`is refused by email-validator: ${domain} is no domain of mailboxes.`);
  return ok(`${match[1]}@${domain}`);
}
