import { SLUG } from './field.js';
import { bad, ok, type Reading } from './reading.js';

/** Domains that `email-validator` refuses because nobody can have a mailbox there. */
const NO_MAILBOX = /(?:^|\.)(?:arpa|example|invalid|local|localhost|onion|test)$/;

/** A plain address, its domain in small letters, as `email-validator` answers it. */
export function readEmail(text: string): Reading {
  const match = /^([A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*)@((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,63})$/i.exec(
    text,
  );
  const domain = match?.[2]?.toLowerCase() ?? '';
  const isTooLong = (match?.[1]?.length ?? 0) > 64 || domain.length > 253 || text.length > 254;
  if (match === null || isTooLong || domain.split('.').some((label) => label.length > 63 || label.startsWith('xn--'))) {
    return bad('is no plain email address, like ada@example.com.');
  }
  if (NO_MAILBOX.test(domain)) return bad(`is refused by email-validator: ${domain} is no domain of mailboxes.`);
  return ok(`${match[1]}@${domain}`);
}

/** An address of http or https, spelled as Pydantic answers it. */
export function readUrl(text: string): Reading {
  const like = 'is no address of http or https, like https:://example.com/ (a colon inside a value is written ::).';
  if (!/^https?:\/\/[!-~]+$/i.test(text) || /["<>\\^`{|}]/.test(text) || !URL.canParse(text)) return bad(like);
  return ok(new URL(text).href);
}

export function readSlug(text: string): Reading {
  return new RegExp(SLUG).test(text)
    ? ok(text)
    : bad('is no slug: small letters and digits, joined by single hyphens.');
}

/** Padded base64 of RFC 4648. */
export function readBase64(text: string): Reading {
  const isPadded = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text);
  return isPadded ? ok(btoa(atob(text))) : bad('is no base64 with its padding, like AQID or AQ==.');
}
