/** Python text as data: a tagged template whose symbols import themselves when the text is printed. */
import type { Names } from './names.js';

/**
 * A name that the text uses: `name` of `module`, or the module `name` itself where there is no `module`; `local` is what
 * the host calls it where that is another name.
 */
export type PySymbol = {
  readonly kind: 'symbol';
  readonly module?: string;
  readonly name: string;
  readonly local?: string;
  /** It is in an annotation that is a string: imported for type checkers alone, so that no circle is closed. */
  readonly typeOnly?: true;
};

/** A name that the package defines itself and that a model's class or field may hide. */
export type OwnName = { readonly kind: 'own'; readonly name: string };

export type Code = { readonly kind: 'code'; readonly texts: readonly string[]; readonly parts: readonly Part[] };

/** What a template takes: nothing prints nothing, and removes its line where it is alone on it; a list prints lines. */
export type Part = string | number | PySymbol | OwnName | Code | undefined | false | readonly Part[];

/**
 * Python text with symbols, other pieces and lists in it. The indentation that all lines share is removed, and what is
 * put in gets the indentation of its line. Backslashes stay as they are written.
 */
export function py(template: TemplateStringsArray, ...parts: readonly Part[]): Code {
  return { kind: 'code', texts: withoutIndentation(template.raw), parts };
}

/** The parts that print something, with a separator between them. */
export function join(separator: string, parts: readonly Part[]): Code {
  const printed = parts.filter((part) => !isNothing(part));
  if (printed.length === 0) return { kind: 'code', texts: [''], parts: [] };
  return { kind: 'code', texts: ['', ...printed.slice(1).map(() => separator), ''], parts: printed };
}

/** `symbol('datetime', 'date')` for a name that a table of symbols does not have because the host decides it. */
export function symbol(module: string, name: string): PySymbol {
  return { kind: 'symbol', module, name };
}

type Copied = { readonly texts: readonly string[]; readonly names: readonly Omit<PySymbol, 'kind'>[] };

/** An expression of the host, with the names that it imports. */
export function copied({ texts, names }: Copied): Code {
  return { kind: 'code', texts, parts: names.map((name) => ({ kind: 'symbol', ...name })) };
}

export function own(name: string): OwnName {
  return { kind: 'own', name };
}

/** The text of a piece; `names` says what each symbol is called there and remembers what has to be imported. */
export function print(part: Part, names: Names): string {
  if (part === undefined || part === false) return '';
  if (typeof part === 'string') return part;
  if (typeof part === 'number') return String(part);
  if (isList(part)) {
    return part
      .filter((each) => !isNothing(each))
      .map((each) => print(each, names))
      .join('\n');
  }
  if (part.kind === 'own') return names.own(part.name);
  if (part.kind === 'symbol') {
    const { module, name, local, typeOnly } = part;
    if (module !== undefined && typeOnly) return names.forTypes(module, name);
    return module === undefined ? names.module(name, local) : names.from(module, name, local);
  }
  return printCode(part, names);
}

function printCode({ texts, parts }: Code, names: Names): string {
  let text = texts[0] ?? '';
  parts.forEach((part, index) => {
    const next = texts[index + 1] ?? '';
    const line = text.slice(text.lastIndexOf('\n') + 1);
    const isAlone = /^[ ]*$/.test(line) && (next === '' || next.startsWith('\n'));
    if (isAlone && isNothing(part)) {
      // The line goes with its end, or with the end of the line above where it is the last one.
      text = text.slice(0, text.length - line.length);
      text = next === '' ? text.replace(/\n$/, '') : text + next.slice(1);
      return;
    }
    const indentation = /^[ ]*/.exec(line)?.[0] ?? '';
    text += print(part, names).replace(/\n(?=[^\n])/g, `\n${indentation}`) + next;
  });
  return text;
}

function isList(part: Part): part is readonly Part[] {
  return Array.isArray(part);
}

function isNothing(part: Part): boolean {
  return part === undefined || part === false || (isList(part) && part.every(isNothing));
}

function withoutIndentation(texts: readonly string[]): readonly string[] {
  const first = (texts[0] ?? '').replace(/^\n/, '');
  const trimmed = [first, ...texts.slice(1)];
  const last = trimmed.length - 1;
  trimmed[last] = (trimmed[last] ?? '').replace(/\n[ ]*$/, '');
  if (!texts[0]?.startsWith('\n')) return trimmed;
  // A part begins at the end of a text: the blanks before it are the indentation of its line.
  const starts = trimmed.flatMap((text, index) => {
    const lines = index === 0 ? text.split('\n') : text.split('\n').slice(1);
    return lines.filter((line, at) => line.trim() !== '' || (at === lines.length - 1 && index < last));
  });
  const least = Math.min(...starts.map((line) => /^[ ]*/.exec(line)?.[0].length ?? 0));
  if (!Number.isFinite(least) || least === 0) return trimmed;
  const indentation = new RegExp(`\\n[ ]{${least}}`, 'g');
  return trimmed
    .map((text, index) => (index === 0 ? `\n${text}` : text).replace(indentation, '\n'))
    .map((text, index) => (index === 0 ? text.slice(1) : text));
}
