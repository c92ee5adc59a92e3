import type { Random } from './random.js';

type FormattedFile = { readonly source: string; readonly shapes: readonly string[] };

/** The bytes of a file, whatever it says: line ends, tabs, BOM, encoding cookie, semicolons, no final newline. */
export function formatted(random: Random, lines: readonly string[]): FormattedFile {
  const shapes: string[] = [];
  const say = (shape: string): true => {
    shapes.push(shape);
    return true;
  };
  let all = [...lines];
  if (random.chance(0.08) && say('semicolons')) all = joined(random, all);
  let text = `${all.join('\n')}\n`;
  if (random.chance(0.05) && say('blanks behind lines'))
    text = text.replace(/(?<=\w\)?)\n/g, () => (random.chance(0.3) ? '  \n' : '\n'));
  if (random.chance(0.03) && say('form feed')) text = text.replace(/\n\n(?=\w)/, '\n\f\n');
  if (random.chance(0.1) && say('blank lines at the end')) text += '\n\n';
  if (random.chance(0.1) && say('no final newline')) text = text.trimEnd();
  if (random.chance(0.1) && say('tabs'))
    text = text.replace(/^(?: {4})+/gm, (blanks) => '\t'.repeat(blanks.length / 4));
  else if (random.chance(0.1) && say('two blanks'))
    text = text.replace(/^(?: {4})+/gm, (blanks) => blanks.slice(blanks.length / 2));
  if (random.chance(0.15) && say('CRLF')) text = text.replace(/\n/g, '\r\n');
  else if (random.chance(0.03) && say('lone CR')) text = text.replace(/\n/g, '\r');
  else if (random.chance(0.04) && say('mixed line ends')) {
    text = text.replace(/\n/g, () => (random.chance(0.5) ? '\n' : '\r\n'));
  }
  if (random.chance(0.08) && say('BOM')) text = `\uFEFF${text}`;
  return { source: text, shapes };
}

const SIMPLE = /^\s*(?:(?:import|from) .*[\w)]|[\w.]+\(.*\)|\w+ = .*[\w)\]"])$/;

/** Puts some simple statements of one indent on one line, or a semicolon behind one. */
function joined(random: Random, lines: readonly string[]): string[] {
  const result: string[] = [];
  for (const line of lines.flatMap((each) => each.split('\n'))) {
    const last = result.at(-1);
    const isSimple = SIMPLE.test(line) && !line.includes('#');
    if (
      last !== undefined &&
      isSimple &&
      SIMPLE.test(last) &&
      !last.includes('#') &&
      indentOf(last) === indentOf(line)
    ) {
      if (random.chance(0.3)) {
        result[result.length - 1] = `${last}; ${line.trim()}`;
        continue;
      }
    }
    result.push(isSimple && random.chance(0.1) ? `${line};` : line);
  }
  return result;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
