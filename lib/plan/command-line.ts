/** The command line that asks for the same as the answers of a run. */
import { urlSegment } from '../naming/names.js';
import { printField } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import { type FieldGroup, NO_SETTINGS } from '../request/settings.js';
import type { Draft } from './request.js';

/** The words of one package's command, and those of `how` it is run; quoted for a POSIX shell. */
export function commandLine(door: string, draft: Draft, how: readonly string[]): string {
  const { name, slug, tag, models, added = [], isRegisteredOnly, isNew } = draft;
  const [model] = models;
  const [more] = added;
  const fields = (more?.fields ?? model?.spec.fields ?? []).map(printField);
  const asked = isNew
    ? [name, ...fields, ...(model === undefined ? [] : ['--model', model.spec.name])]
    : [name, more?.model ?? model?.spec.name ?? '', ...fields];
  const words = [
    ...asked,
    ...settingsOf(model?.spec),
    ...pathOf(name, slug),
    ...(tag === undefined ? [] : ['--tag', tag]),
  ];
  return shellLine(door, [...words, ...hostWords(draft), ...(isRegisteredOnly ? ['--register-only'] : []), ...how]);
}

/** The words of a command that reads its packages from a file. */
export function specLine(door: string, spec: string, draft: Draft | undefined, how: readonly string[]): string {
  return shellLine(door, [`--spec=${spec}`, ...(draft === undefined ? [] : hostWords(draft)), ...how]);
}

/** What a command says of the host, and whether the host is edited. */
function hostWords({ flags, registers }: Draft): readonly string[] {
  const given = Object.entries(flags).flatMap(([flag, value]) =>
    value === undefined ? [] : [`--${flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, value],
  );
  return registers ? given : [...given, '--no-register'];
}

/** Words as one types them to a POSIX shell. */
export function shellLine(door: string, words: readonly string[]): string {
  return [door, ...words.map(quoted)].join(' ');
}

function settingsOf(spec: ModelSpec | undefined): readonly string[] {
  const { key, hasTimestamps, isSoftDeleted, page, table, uniques, indexes, scopes } = spec?.settings ?? NO_SETTINGS;
  const groups = (option: string, all: readonly FieldGroup[]): readonly string[] =>
    all.length === 0 ? [] : [`--${option}`, all.map((group) => group.join('+')).join(',')];
  return [
    ...(key === undefined ? [] : ['--key', key]),
    ...(hasTimestamps ? ['--timestamps'] : []),
    ...(isSoftDeleted === true ? ['--soft-delete'] : []),
    ...(page === undefined ? [] : ['--page', page]),
    ...(table === undefined ? [] : ['--table', table]),
    ...groups('unique', uniques),
    ...groups('index', indexes),
    ...Object.entries(scopes ?? {}).flatMap(([option, word]) => [`--${option}`, word]),
  ];
}

const pathOf = (name: string, slug: string): readonly string[] => (slug === urlSegment(name) ? [] : ['--path', slug]);

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
