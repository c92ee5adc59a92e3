/** The primary key of a model: its name, its kind, and its line where the base and the mixins do not supply it. */
import { type CopiedColumn, copiedColumn } from '../../framework/columns.js';
import { type ColumnKeyKind, keyKind, type Member, ownMembers } from '../../framework/model-members.js';
import { modelNoun } from '../../naming/model-class.js';
import { snakeCase } from '../../naming/names.js';
import type { Refusal } from '../../refusal.js';
import type { Dimension, Learned } from '../dimension.js';
import type { HostReading } from '../host-reading.js';
import { inheritance } from '../inherited.js';
import { mainColumns, mainModel } from '../main-model.js';

export type BlueprintKey = {
  readonly name: string;
  /** The word for the blueprint's model that its name begins with: `user` of `user_id`. */
  readonly of?: string | undefined;
  /** `uuid7` is asked for and not learned: a model does not show which UUIDs it makes. */
  readonly kind: ColumnKeyKind | 'uuid7';
  /** The column as the blueprint writes it, where a new model can have the same line. */
  readonly column: CopiedColumn | undefined;
};

export const key: Dimension<BlueprintKey> = {
  id: 'key',
  default: { name: 'id', kind: 'int', column: undefined },
  learn(host) {
    const { followed, left } = inheritance(host);
    const main = mainModel(host);
    const isKey = ({ column }: Member): boolean => column?.isPrimaryKey === true;
    const supplied = followed.flatMap(({ members }) => members).find(isKey);
    if (supplied !== undefined) return suppliedKey(host, supplied);
    const all = main === undefined ? [] : ownMembers(main.module, main.node, host.modules).filter(isKey);
    // A number that is made for each record is its key, whatever else is made for it besides: a UUID.
    const made = all.filter((member) => keyKind(member) === 'int');
    const isMadeBeside = made.length === 1 && all.every((each) => each === made[0] || each.column?.hasDefault === true);
    const [own, second] = isMadeBeside ? made : all;
    if (second !== undefined) return refused(host, second, 'several');
    if (own !== undefined) return ownKey(host, own);
    // What the blueprint's model alone inherits shows the kind of a key, and not how it is written.
    const inherited = left.flatMap(({ members }) => members).find(isKey);
    const byName = left.find(({ source }) => /UUID/.test(source.name));
    const shown = inherited ?? byName;
    if (shown === undefined) return undefined;
    const kind = inherited === undefined ? 'uuid' : keyKind(inherited);
    if (kind === undefined) return refused(host, inherited ?? byName, 'other');
    return {
      value: { name: inherited?.name ?? 'id', kind, column: undefined },
      at: host.at(shown.module, shown.node.line),
    };
  },
};

function suppliedKey(host: HostReading, member: Member): Learned<BlueprintKey> | Refusal {
  const kind = keyKind(member);
  if (kind === undefined) return refused(host, member, 'other');
  if (kind === 'str' && member.column?.hasDefault !== true) return refused(host, member, 'natural');
  const isNumber = kind === 'int' || kind === 'bigint';
  const { text } = member.node;
  if (!isNumber && /\bserver_default\b/.test(text) && !/(?<!server_)\bdefault(?:_factory)?\s*=/.test(text)) {
    return refused(host, member, 'server');
  }
  return { value: { name: member.name, kind, column: undefined }, at: host.at(member.module, member.node.line) };
}

function ownKey(host: HostReading, member: Member): Learned<BlueprintKey> | Refusal {
  const kind = keyKind(member);
  if (kind === undefined) return refused(host, member, 'other');
  const isGiven = member.column?.hasDefault !== true;
  const isMade = host.blueprint?.all.some(({ source }) => /\buuid[14]\b/.test(source)) === true;
  if (kind === 'str' && isGiven && !isMade) return refused(host, member, 'natural');
  const column = isGiven && (kind === 'uuid' || kind === 'str') ? undefined : copiedKey(host, member);
  return {
    value: { name: member.name, ...wordOf(host, member), kind, column },
    at: host.at(member.module, member.node.line),
  };
}

function wordOf(host: HostReading, { name }: Member): Pick<BlueprintKey, 'of'> {
  const main = mainModel(host);
  const words = main === undefined ? [] : [main.name, modelNoun(main.name)].map(snakeCase);
  const of = words.find((word) => name.startsWith(`${word}_`));
  return of === undefined ? {} : { of };
}

const REASONS = {
  several: 'is made of several columns',
  other: 'is of a kind that is not known',
  server: 'is made by a function of the database, which the tests of a package do not have on SQLite',
  natural: 'is given by whoever creates a record, and a package would not know which of its fields is that',
} as const;

function refused(
  host: HostReading,
  found: Pick<Member, 'module' | 'node'> | undefined,
  why: keyof typeof REASONS,
): Refusal {
  return {
    id: `key-${why}`,
    status: 3,
    ...(found === undefined ? {} : { at: host.place(found.module, found.node.line) }),
    reason: `The primary key ${REASONS[why]}.`,
    hint: 'Write like a package with a key that is made for each record: --like PACKAGE.',
  };
}

/** The line of the blueprint's key; nothing where it says something about the blueprint, or what SQLite does not know. */
function copiedKey(host: HostReading, member: Member): CopiedColumn | undefined {
  const written = mainColumns(host).find(({ name }) => name === member.name);
  if (written === undefined) return undefined;
  const { text } = written.node;
  const isSpecial = /\b(?:ForeignKey|Sequence)\(|\bBig(?:Integer|INT)\b|\bBIGINT\b|\bserver_default\b/.test(text);
  // A UUID in a column of text is stored by the databases alone that convert it.
  const isText = keyKind(member) === 'uuid' && /\b(?:CHAR|VARCHAR|String|Text)\b/.test(text);
  const stem = (host.host.blueprint ?? '').replace(/s$/, '');
  const isNamed = stem !== '' && new RegExp(`["'][^"']*${stem}`, 'i').test(text);
  // In another language than the names are in, nobody sees whether it is about the blueprint.
  const isTold = /\b(?:comment|doc)\s*=\s*["'][^"']*[^\x20-\x7e"']/.test(text);
  if (isNamed || isTold || isText || (isSpecial && !/\bwith_variant\b/.test(text))) return undefined;
  return copiedColumn(written, (dotted) => host.blueprint?.has(dotted) === true, host.modules);
}
