/** Among what a blueprint raises, what answers for a missing record, what for a taken value, and how it writes `HTTPException`. */
import { functionsIn, type HostFunction, methodsIn, ownClasses } from '../framework/host-classes.js';
import { type Raised, raisedIn } from '../framework/raised.js';
import { tablesIn } from '../framework/tables.js';
import { hasNoun, namePattern } from '../naming/name-pattern.js';
import { walk } from '../python/syntax.js';
import { phraseOf, type Words } from './answer-words.js';
import { columnNames } from './blueprint-schemas.js';
import type { HostReading } from './host-reading.js';

export function raisedBy({ modules }: HostReading, scopes: readonly HostFunction[]): readonly Raised[] {
  return scopes.flatMap((scope) => raisedIn(scope, modules));
}

/** All that the blueprint raises, in its functions and in the methods of its classes. */
export function raisedInBlueprint(host: HostReading): readonly Raised[] {
  const scopes = (host.blueprint?.all ?? []).flatMap((module): readonly HostFunction[] => [
    ...functionsIn(module),
    ...ownClasses(module).flatMap((owner) =>
      [...methodsIn(owner)].map(([name, node]) => ({ module, name, node, owner })),
    ),
  ]);
  return raisedBy(host, scopes);
}

export type Answers = { readonly missing: Raised | undefined; readonly taken: Raised | undefined };

/** Among what is raised, what answers for a missing record and for a taken value. */
export function answersIn(host: HostReading, all: readonly Raised[], words: Words): Answers {
  const isOfTwo = ({ statement }: Raised): boolean => /["'][^"']*\bor\b[^"']*["']/.test(statement.text);
  const found = all.filter(({ status, statement }) => status === 404 && !SAYS_ALREADY.test(statement.text));
  // `User or team not found` of a create is said of two.
  const gone = [...found.filter((each) => !isOfTwo(each)), ...found.filter(isOfTwo)];
  return {
    // A handler may look for what the record refers to first.
    missing:
      gone.find((raised) => namesRecord(raised, words)) ??
      gone.find((raised) => !isOfOther(host, raised, words)) ??
      all.find(({ type }) => /NotFound/.test(type?.name ?? '') && !(gone.length > 0)),
    taken:
      all.find((raised) => raised.status === 409 && saysTaken(raised)) ??
      all.find(({ status, statement }) => status === 400 && TAKEN.test(statement.text)) ??
      all.find((raised) => raised.type !== undefined && (saysTaken(raised) || saysTaken(raised, TAKEN))),
  };
}

/** `already deleted` and `does not exist` are about the record itself. */
const STATE =
  '(?:been )?(?:in)?(?:deleted|removed|active|archived|closed|cancel|paid|verified|confirmed|logged|restored|published|completed|finished)';
const TAKEN = new RegExp(
  `(?<!not[ _]?|n['’]t )exist|taken|already(?!\\W+${STATE})|duplicate|registered|unique|in use`,
  'i',
);
/** A sign-up may answer 404 for a name that is taken. */
const SAYS_ALREADY = new RegExp(`(?<!\\p{L})(?:already(?!\\W+${STATE})|уже|já|ya|déjà|bereits)(?!\\p{L})`, 'iu');
const SAYS_STATE = new RegExp(`\\balready\\W+${STATE}`, 'i');

/** A class of the host says in its name that a value is taken: `RoomFullyBooked` is a conflict of its feature alone. */
function saysTaken({ type, statement }: Raised, named: RegExp = /conflict|integrity|in_?use/i): boolean {
  // A conflict with what has become of the record is another one.
  if (SAYS_STATE.test(statement.text)) return false;
  if (type === undefined) return TAKEN.test(statement.text) || !/\b(?:cannot|can['’]t) be\b/i.test(statement.text);
  return TAKEN.test(statement.text) || named.test(type.name ?? '');
}

/** Whether what is raised has the noun in a text. */
function namesRecord({ module, statement }: Raised, words: Words): boolean {
  const texts = [...walk(statement)].flatMap((node) => words.literal(module, node) ?? []);
  return texts.some(({ text }) => /\{title\}/i.test(phraseOf(text, words) ?? ''));
}

/** Whether it is the exception of another feature: `EventNotFound`, where the host has a class `Event`. */
function isOfOther({ modules, host }: HostReading, { type }: Raised, { nouns }: Words): boolean {
  const name = type?.name ?? '';
  const other = /^([A-Z]\w*?)(?:Is|Was|Does)?(?:Not|Missing|Unknown)/.exec(name)?.[1] ?? '';
  if (other === '' || hasNoun(namePattern(name, nouns))) return false;
  return modules.mentioning(host.root, `class ${other}(`).some((path) => {
    const module = modules.at(path);
    return module !== undefined && tablesIn(module).some((table) => table.name === other);
  });
}

/** The words with every column among the fields, where what is taken has no word for a field otherwise: `this phone already exists`. */
export function wordsOfTaken(host: HostReading, taken: Raised | undefined, words: Words): Words {
  const all = { ...words, fields: [...new Set([...words.fields, ...columnNames(host)])] };
  const fieldsIn = (known: Words): number =>
    (taken === undefined ? [] : [...walk(taken.statement)])
      .flatMap((node) => (taken && words.literal(taken.module, node)) ?? [])
      .flatMap(({ text }) => phraseOf(text, known)?.match(/\{field\}/gi) ?? []).length;
  return fieldsIn(words) === 0 && fieldsIn(all) === 1 ? all : words;
}
