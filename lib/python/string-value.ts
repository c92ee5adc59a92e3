/** The value of a Python string literal. */

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\n', ''],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['a', '\u0007'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
]);

/** Nothing for bytes, for an f-string or a template, and for a character by its name (`\N{BULLET}`). */
export function stringValue(literal: string): string | undefined {
  const match = /^([rRuU]?)("""|'''|"|')(.*)\2$/s.exec(literal);
  if (match === null) return undefined;
  const [, prefix = '', , inside = ''] = match;
  const body = inside.replaceAll('\r\n', '\n');
  if (/r/i.test(prefix)) return body;
  let isKnown = true;
  const value = body.replace(
    /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{1,3})|(.))/gs,
    (written, two, four, eight, octal, letter) => {
      const hexadecimal = two ?? four ?? eight;
      const code = Number.parseInt(hexadecimal ?? octal, hexadecimal === undefined ? 8 : 16);
      if (!Number.isNaN(code)) {
        isKnown &&= code <= 0x10ffff;
        return code <= 0x10ffff ? String.fromCodePoint(code) : '';
      }
      isKnown &&= !/[NxuU]/.test(letter);
      return ESCAPES.get(letter) ?? written;
    },
  );
  return isKnown ? value : undefined;
}
