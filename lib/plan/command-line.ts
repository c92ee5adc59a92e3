/** The command line that asks for the same as the answers of a run. */
import { printField } from '../request/fields.js';
import type { Draft } from './request.js';

/** The words of one package's command; quoted for a POSIX shell. */
export function commandLine(door: string, { name, models, flags, registers, isRegisteredOnly, isNew }: Draft): string {
  const [model] = models;
  const given = Object.entries(flags).flatMap(([flag, value]) =>
    value === undefined ? [] : [`--${flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, value],
  );
  const fields = model?.spec.fields.map(printField) ?? [];
  const asked = isNew
    ? [name, ...fields, ...(model === undefined ? [] : ['--model', model.spec.name])]
    : [name, model?.spec.name ?? '', ...fields];
  const words = [...asked, ...given];
  if (!registers) words.push('--no-register');
  if (isRegisteredOnly) words.push('--register-only');
  return [door, ...words.map(quoted)].join(' ');
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
